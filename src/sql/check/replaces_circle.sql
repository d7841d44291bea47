-- lines that take each other's place, so that none or only the last of them is left; at stake is what they carry
with recursive naming as (
  select line_key, line_id, replaces, customer_key from line_version where superseded_at is null and replaces <> '' and replaces <> line_id
), walk as (
  select line_key, line_id, customer_key, replaces as next_id, [line_id] as passed from naming
  union all
  select walk.line_key, walk.line_id, walk.customer_key, naming.replaces, list_append(walk.passed, naming.line_id)
  from walk join naming on naming.line_id = walk.next_id
  where walk.next_id <> walk.line_id and not list_contains(walk.passed, walk.next_id)
), circle as (
  select line_key, line_id, customer_key, passed from walk where next_id = line_id and list_min(passed) = line_id
), carried as (
  select circle.line_key, sum(arr) as arr
  from circle join line_version on list_contains(circle.passed, line_version.line_id) and superseded_at is null
    join arr_line on arr_line.line_key = line_version.line_key and from_on <= cast($on as date) and cast($on as date) < to_on
  group by circle.line_key
)
select line_key, line_id as subject, array_to_string(passed, ' -> ') || ' -> ' || line_id as circle, customer_id as customer, len(passed) as lines,
  coalesce(carried.arr, 0) as arr_at_stake
from circle join customer using (customer_key) left join carried using (line_key);
