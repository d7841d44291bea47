-- period x group: why recurring revenue is another than a twelfth of ARR, each cause rounded once. A line belongs whole to the first cause that fits it in a calendar month
create or replace temp macro period_cause(p_periods, p_by, p_where, p_kinds) as table
with piece as (
  select * from month_piece(p_periods)
), side as (
  select piece_no, line_key, group_values, earned as earned, 0 as fine_arr from line_month(p_periods, p_by, p_where) where kind in (select unnest(from_json(p_kinds, '["VARCHAR"]')))
  union all
  select piece_no, place.line_key, group_values, 0, cast(arr as hugeint) * (to_date - piece.from_date) * (377580 // month_days)
  from piece join arr_line on arr_line.from_on <= last_day and last_day < arr_line.to_on
    join sold_place(p_by, p_where) as place on place.line_key = arr_line.line_key and is_of_period(place.period_no, piece.period_no) and place.from_on <= last_day and last_day < place.to_on
), line as (
  select piece_no, line_key, group_values, sum(earned) as earned, sum(fine_arr) as fine_arr, sum(earned) * fine_unit() - sum(fine_arr) as excess
  from side group by piece_no, line_key, group_values
), named as (
  select piece.period_no, group_values, excess,
    case when kind <> 'recurring' then 'usage'
      when line.line_key not in (select counted_line.line_key from counted_line) then 'left_out'
      when start_date > from_date and start_date < to_date or earns_to > from_date and earns_to < to_date then 'part_months'
      when abs(excess) < 2 * fine_unit() then 'rounding'
      when discount_until < date '9999-12-31' then 'free_periods'
      when (earned = 0) <> (fine_arr = 0) then 'timing'
      when policy.ramp <> 'current_step' and contract_id <> '' and not is_endless then 'ramps'
      else 'day_count' end as cause
  from line join piece using (piece_no) join sold_line using (line_key) join (select line_key, contract_id from line_version) as version using (line_key) cross join policy
  where excess <> 0
), summed as (
  select period_no, group_values, cause, whole_quotient(sum(excess), fine_unit()) as amount from named group by period_no, group_values, cause
)
select period_no, group_values,
  coalesce(sum(amount) filter (where cause = 'part_months'), 0) as part_months, coalesce(sum(amount) filter (where cause = 'free_periods'), 0) as free_periods,
  coalesce(sum(amount) filter (where cause = 'ramps'), 0) as ramps, coalesce(sum(amount) filter (where cause = 'usage'), 0) as usage,
  coalesce(sum(amount) filter (where cause = 'left_out'), 0) as left_out, coalesce(sum(amount) filter (where cause = 'timing'), 0) as timing,
  coalesce(sum(amount) filter (where cause = 'day_count'), 0) as day_count
from summed group by period_no, group_values;
