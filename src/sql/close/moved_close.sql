-- one row a close of which any figure differs between the states before and after: its closing as reported, in both, and how many figures differ
with moved as (
  select close_id, count(*) as figures
  from (select * from closed_figure where state = 'before') as one full join (select * from closed_figure where state = 'after') as other
    using (close_id, report, cut, group_values, figure)
  where coalesce(one.value, 0) <> coalesce(other.value, 0)
  group by close_id
), told as (
  select close_id, coalesce(sum(value) filter (where state = 'before'), 0) as before, coalesce(sum(value) filter (where state = 'after'), 0) as after
  from closed_figure where report = 'waterfall' and cut = '[]' and figure = 'closing' group by close_id
)
select close_id, period, currency, cast(closed_at as varchar) as closed_at, figures, before, after, after - before as change,
  (select sum(closed_row.figures['closing']) from closed_row where closed_row.close_id = moved.close_id and report = 'waterfall' and cut = '[]') as reported
from moved join told using (close_id) join period_close using (close_id)
order by from_date, to_date;
