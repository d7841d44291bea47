-- period x group of a cut that any day of the book knows: ARR and customers before it and at its close; without a cut the one group that is everything
create or replace temp macro group_balance(p_periods, p_by, p_where, p_level) as table
with period as (
  select * from period_list(p_periods)
), day as (
  select * from group_day(p_by, p_where, p_level)
), grouping as (
  select distinct group_values from day union select []::varchar[] where p_by = '[]'
)
select period.period_no, period, grouping.group_values,
  coalesce(sum(change) filter (where on_date < from_date), 0) as arr_before, coalesce(sum(change) filter (where on_date < to_date), 0) as arr_after,
  coalesce(sum(turn) filter (where on_date < from_date), 0) as customers_before, coalesce(sum(turn) filter (where on_date < to_date), 0) as customers_after
from period cross join grouping left join day on day.group_values = grouping.group_values and on_date < to_date and is_of_period(day.period_no, period.period_no)
group by period.period_no, period, grouping.group_values;
