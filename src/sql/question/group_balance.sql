-- period x group of a cut that any day of the book knows: ARR and customers before it and at its close; without a cut the one group that is everything
create or replace temp macro group_balance(p_periods, p_by, p_where, p_level) as table
with period as (
  select * from period_list(p_periods)
), day as (
  select * from group_day(p_by, p_where, p_level)
), grouping as (
  select distinct group_values from day union select []::varchar[] where p_by = '[]'
), told as (           -- joined by periods alone, and to groups after it is summed: groups x days would be compared one by one
  select period.period_no, group_values,
    sum(change) filter (where on_date < from_date) as arr_before, sum(change) as arr_after, sum(turn) filter (where on_date < from_date) as customers_before, sum(turn) as customers_after
  from day join period on on_date < to_date and is_of_period(day.period_no, period.period_no) group by period.period_no, group_values
)
select period_no, period, group_values, coalesce(arr_before, 0) as arr_before, coalesce(arr_after, 0) as arr_after,
  coalesce(customers_before, 0) as customers_before, coalesce(customers_after, 0) as customers_after
from period cross join grouping left join told using (period_no, group_values);
