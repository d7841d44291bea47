-- ARR at the close of the day, and both ends of what the open questions leave possible: what the best found of each scope moves is added
with part as (
  select cast(lowest as hugeint) as lowest, cast(highest as hugeint) as highest
  from (select unnest(from_json($parts, '[{"lowest": "VARCHAR", "highest": "VARCHAR"}]'), recursive := true)) as told
), whole as (
  select coalesce(sum(change), 0) as arr from day_total where on_date <= cast($on as date)
)
select cast(any_value(arr) as hugeint) as arr, cast(any_value(arr) + coalesce(sum(lowest), 0) as hugeint) as lowest, cast(any_value(arr) + coalesce(sum(highest), 0) as hugeint) as highest
from whole left join part on true;
