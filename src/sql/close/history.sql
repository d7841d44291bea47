-- three rows: the waterfall of a closed period as it was reported, the same row worked out from what is known now, and the difference
with pair as (
  select figure, sum(value) filter (where state = 'reported') as one, sum(value) filter (where state = 'now') as other
  from closed_figure where report = 'waterfall' and cut = '[]' group by figure
)
select 'as reported' as state, map_from_entries(list((figure, one))) as figures from pair
union all
select 'as known now', map_from_entries(list((figure, other))) from pair
union all
select 'difference', map_from_entries(list((figure, coalesce(other, 0) - coalesce(one, 0)))) from pair;
