-- part x line that is none of its lines and yet has to be known to work it out: others of the same payer, and those that take a line's place;
-- with their ARR at both closes, whatever cell it is in
with part as (
  select unnest(from_json($parts, '[{"part_no": "INTEGER", "customer_key": "INTEGER", "before_on": "DATE", "after_on": "DATE", "groups": ["BIGINT"]}]'), max_depth := 2)
), listed as (
  select part_no, line_key from part join cell_line($by, $where, $level) as line on line.customer_key = part.customer_key and list_contains(groups, line.group_no) and is_of_period(line.period_no, 1)
  where from_on <= before_on and before_on < to_on or from_on <= after_on and after_on < to_on
), member as (
  select part.*, customer.customer_key as owner_key from part join customer on customer.customer_key = part.customer_key or customer.customer_key in (select customer_group.customer_key from customer_group where group_key = part.customer_key)
), candidate as (
  select part_no, line_key from member join line_version on line_version.customer_key = owner_key where superseded_at is null
  union
  select part_no, line_key from member join counted_line on counted_line.customer_key = owner_key
  union
  select part_no, by_key from member join replaced_line on replaced_line.customer_key = owner_key
), standing as (
  select part_no, candidate.line_key, sum(arr) filter (where from_on <= before_on and before_on < to_on) as before_arr, sum(arr) filter (where from_on <= after_on and after_on < to_on) as after_arr
  from candidate anti join listed using (part_no, line_key) join part using (part_no) left join arr_line using (line_key)
  group by part_no, candidate.line_key
), replacing as (
  select by_key as line_key, string_agg(distinct replaced.line_id, ', ' order by replaced.line_id) as replaces from replaced_line join line_version as replaced using (line_key) group by by_key
)
select part_no, line_id, customer_id as customer, product, before_arr, after_arr, coalesce(replacing.replaces, '') as replaces,
  import.source as file, source_row as row, import_id, cast(done_at as varchar) as imported_at, cast(recorded_at as varchar) as recorded_at
from standing join line_version as version using (line_key) join customer on customer.customer_key = version.customer_key
  join cell on cell.cell_key = version.cell_key join import using (import_id) left join replacing on replacing.line_key = standing.line_key
order by part_no, before_arr is null and after_arr is null, replacing.replaces is null, line_id;
