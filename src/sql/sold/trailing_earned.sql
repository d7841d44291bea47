-- period x the calendar months that are over at its close, the last of them (back 0) to the twelfth before its end (back 11)
create or replace temp macro trailing_month(p_periods) as table
select period_no, back, add_months(cast(date_trunc('month', to_date) as date), -back - 1) as from_date, add_months(cast(date_trunc('month', to_date) as date), -back) as to_date
from period_list(p_periods) cross join (select cast(unnest(range(12)) as integer) as back);

-- span of a period x group: what lines of a kind earned in it, each at the rate of the span's last day, in the group in which it stands on that day. Spans
-- are the calendar months over at the close (back from 0), and those of the period itself, as far as they lie in it (back -1)
create or replace temp macro kind_earned(p_periods, p_kind, p_by, p_where) as table
with span as (
  select period_no, back, from_date, to_date from trailing_month(p_periods)
  union all
  select period_no, -1, from_date, to_date from month_piece(p_periods)
), marked as (
  select span.*, to_date - 1 as last_day, revenue_mark(from_date, revenue) as from_mark, revenue_mark(to_date, revenue) as to_mark from span cross join policy
), earned as (
  select marked.*, line_key, currency,
    whole_quotient(stretch_by(term_part, to_mark) + stretch_by(net_part, to_mark) + stretch_by(gross_part, to_mark), unit)
    - whole_quotient(stretch_by(term_part, from_mark) + stretch_by(net_part, from_mark) + stretch_by(gross_part, from_mark), unit) as native
  from sold_line join marked on start_date < to_date and from_date < earns_to
  where kind = p_kind
)
select earned.period_no, back, group_values, sum(converted(native, rate_num, rate_den)) as earned
from earned join fx_rate as rated on rated.currency = earned.currency and rated.from_on <= last_day and last_day < rated.to_on
  join sold_place(p_by, p_where) as place on place.line_key = earned.line_key and is_of_period(place.period_no, earned.period_no) and place.from_on <= last_day and last_day < place.to_on
where native <> 0 group by earned.period_no, back, group_values;

-- period: how many of the last twelve calendar months over at its close lie after the first usage in the book began, the month of that day among them
create or replace temp macro known_usage(p_periods) as table
select period_no, count(*) filter (where to_date > (select min(start_date) from sold_line where kind = 'usage')) as months from trailing_month(p_periods) group by period_no;
