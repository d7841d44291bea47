-- one row a figure that is another in the second of two states; a group that a state does not show is zero throughout in it
with one as (
  select * from closed_figure where state = $one
), other as (
  select * from closed_figure where state = $other
)
select close_id, report, cut, group_values, figure, one.value as one, other.value as other, coalesce(other.value, 0) - coalesce(one.value, 0) as difference
from one full join other using (close_id, report, cut, group_values, figure)
where coalesce(one.value, 0) <> coalesce(other.value, 0)
order by close_id, report desc, cut, group_values, figure;
