-- one row a close of which any figure differs between the states before and after, under one policy ($look); all of them where another currency
-- tells them ($is_retold): its closing as reported, in both, and how many figures differ. A group that a state does not show is zero in it
with one as (
  select * from closed_figure where state = 'before ' || $look
), other as (
  select * from closed_figure where state = 'after ' || $look
), met as (
  select close_id, one.report is null as is_new, other.report is null as is_gone, one.value as value_before, other.value as value_after
  from one full join other using (close_id, report, cut, group_values, figure)
), moved as (
  select close_id, count(*) filter (where differs(is_new, is_gone, value_before, value_after)) as figures from met group by close_id
), told as (
  select close_id, coalesce(sum(value) filter (where state = 'before ' || $look), 0) as before, coalesce(sum(value) filter (where state = 'after ' || $look), 0) as after
  from closed_figure where report = 'waterfall' and cut = '[]' and figure = 'closing' group by close_id
)
select close_id, period, currency, cast(closed_at as varchar) as closed_at, figures, before, after, after - before as change,
  (select sum(closed_row.figures['closing']) from closed_row where closed_row.close_id = moved.close_id and report = 'waterfall' and cut = '[]') as reported
from moved join told using (close_id) join period_close using (close_id)
where figures > 0 or $is_retold
order by from_date, to_date;
