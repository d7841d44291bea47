-- one row a present line of the file's source, under any of its names, and whether the file lacks it; what the book says of it is as before the import
create or replace temp table listed_line as
with own_cell as (
  select cell_key, product from cell where list_contains(from_json($names, '["VARCHAR"]'), source)
)
select line_key, line_id, customer_key, product, end_date,
  line_id not in (select line_id from typed_row where line_id is not null) as is_missing
from line_version join own_cell using (cell_key) where superseded_at is null;
