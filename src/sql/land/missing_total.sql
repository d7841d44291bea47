-- one row: how many lines of the source the file lacks, what they carry at the close of the day, and whether that is more than the percent allowed
with told as (
  select listed_line.*, coalesce(arr, 0) as arr, coalesce(end_date <= cast($on as date), false) as is_past
  from listed_line left join (
    select line_key, arr from arr_line where from_on <= cast($on as date) and cast($on as date) < to_on and line_key in (select line_key from listed_line)
  ) as live using (line_key)
), largest_missing as (
  select line_id, customer_id as customer, product, coalesce(cast(end_date as varchar), '') as end_date, arr
  from told join customer using (customer_key) where is_missing order by abs(arr) desc, line_id limit cast($most as bigint)
), total as (
  select count(*) filter (where is_missing) as lines, coalesce(cast(sum(arr) filter (where is_missing) as hugeint), 0) as arr,
    count(*) filter (where is_missing and is_past) as past, count(*) filter (where is_missing and arr > 0) as live_lines,
    count(*) as of_lines, coalesce(cast(sum(arr) as hugeint), 0) as of_arr
  from told
)
select total.*,
  lines * 100 > of_lines * cast($percent as bigint) or arr > 0 and arr * 100 > of_arr * cast($percent as bigint) as is_over,
  greatest((lines * 100 + of_lines - 1) // greatest(of_lines, 1), case when arr > 0 and of_arr > 0 then (arr * 100 + of_arr - 1) // of_arr else 0 end) as needed,
  (select list(struct_pack(line_id, customer, product, end_date, arr) order by abs(arr) desc, line_id) from largest_missing) as largest
from total;
