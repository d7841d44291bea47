-- day of change -> the step in which it is netted. A method is nothing but this map: a whole period, a calendar month cut at the
-- period's ends, or the day itself
create or replace temp macro day_step(p_periods, p_method) as table
select on_date, period_no,
  case p_method
    when 'events' then on_date
    when 'months' then greatest(cast(date_trunc('month', on_date) as date), from_date)
    else from_date
  end as step_from,
  case p_method
    when 'events' then on_date
    when 'months' then least(last_day(on_date), to_date - 1)
    else to_date - 1
  end as step_last
from (select on_date from day_total union select from_date from customer_fact where superseded_at is null and from_date is not null) as changed
  join period_list(p_periods) on on_date >= from_date and on_date < to_date;
