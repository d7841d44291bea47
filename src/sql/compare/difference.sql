-- one row a row that either of two answers has: its figures in whole least units as asked, as they stand beside it, and the difference
with asked as (
  select one.* from (select unnest(from_json($asked, '[{"period_no": "INTEGER", "group_values": ["VARCHAR"], "figures": ["HUGEINT"]}]')) as one) as told
), beside as (
  select one.* from (select unnest(from_json($beside, '[{"period_no": "INTEGER", "group_values": ["VARCHAR"], "figures": ["HUGEINT"]}]')) as one) as told
), paired as (          -- where one of them has no such row, nothing is there; of a period that it was not asked of, nothing is known
  select period_no, group_values, coalesce(asked.figures, nothing) as one,
    coalesce(beside.figures, list_transform(nothing, figure -> case when list_contains(from_json($known, '["INTEGER"]'), period_no) then figure end)) as other
  from asked full join beside using (period_no, group_values) cross join (select from_json($nothing, '["HUGEINT"]') as nothing) as nowhere
)
select period_no, group_values, one, other, list_transform(one, (figure, i) -> figure - other[i]) as difference
from paired order by period_no, group_values;
