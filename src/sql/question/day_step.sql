-- day of change -> the step in which it is netted. A method is nothing but this map: a whole period, a calendar month cut at the
-- period's ends, or the day itself. Days before the first period are one step of history, period_no 0
create or replace temp macro day_step(p_periods, p_method, p_first, p_last) as table
with period as (
  select * from period_list(p_periods)
), span as (
  select min(from_date) as first_from, max(to_date) as last_to from period
), day as (
  select distinct on_date from customer_day, span where on_date < last_to and customer_key between p_first and p_last
)
select on_date,
  coalesce(period_no, 0) as period_no,
  case
    when period_no is null then date '0001-01-01'
    when p_method = 'events' then on_date
    when p_method = 'months' then greatest(cast(date_trunc('month', on_date) as date), from_date)
    else from_date
  end as step_from,
  case
    when period_no is null then first_from - 1
    when p_method = 'events' then on_date
    when p_method = 'months' then least(last_day(on_date), to_date - 1)
    else to_date - 1
  end as step_last
from day cross join span left join period on on_date >= from_date and on_date < to_date;
