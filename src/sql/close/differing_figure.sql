-- one row a figure that is another in the second of two states; a group that a state does not show is zero throughout in it
with one as (
  select * from closed_figure where state = $one
), other as (
  select * from closed_figure where state = $other
), met as (
  select close_id, report, cut, group_values, figure, one.report is null as is_new, other.report is null as is_gone, one.value as one, other.value as other
  from one full join other using (close_id, report, cut, group_values, figure)
)
select close_id, report, cut, group_values, figure, one, other, coalesce(other, 0) - coalesce(one, 0) as difference
from met where differs(is_new, is_gone, one, other)
order by close_id, report desc, cut, group_values, figure;
