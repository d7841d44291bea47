-- lines that this file names in rows which it does not use, left out by a filter or refused, and that the book goes on counting from $on on; the 10 largest of either, and how many there are
with passed as (
  select cell_text(cells, field.line_id) as line_id, true as is_left_out from left_out_row cross join field
  union all
  select line_id, false from read_line semi join judged_row using (row_no) where row_no in (select row_no from judged_row where outcome = 'rejected')
), named as (
  select line_id, bool_or(is_left_out) as is_left_out from passed
  where line_id is not null and line_id not in (select line_id from read_line join judged_row using (row_no) where outcome in ('used', 'unchanged'))
  group by line_id
)
select line_id, is_left_out, coalesce(sum(arr) filter (where from_on <= cast($on as date)), 0) as arr_today, sum(arr_today) over (partition by is_left_out) as arr_of_all,
  count(*) over (partition by is_left_out) as lines
from named
  join line_version as version using (line_id)
  join arr_line as line on line.line_key = version.line_key
where version.superseded_at is null and line.to_on > cast($on as date) and line.arr <> 0
group by line_id, is_left_out
qualify row_number() over (partition by is_left_out order by abs(arr_today) desc, line_id) <= 10
order by abs(arr_today) desc, line_id;
