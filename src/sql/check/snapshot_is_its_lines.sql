-- a figure that does not sum to the lines active on the day: the snapshot, the list of lines, the customers
with live as (
  select * from arr_line where from_on <= cast($on as date) and cast($on as date) < to_on
), plain as (
  select coalesce(sum(arr), 0) as arr from live
), figure as (
  select 'the snapshot sums to' as name, coalesce(sum(arr), 0) as arr
  from live join line_version using (line_key) join customer on customer.customer_key = live.customer_key join cell on cell.cell_key = live.cell_key
  union all
  select 'the list of lines sums to', coalesce(sum(arr), 0)
  from live join line_version using (line_key) join counted_line using (line_key) join import using (import_id)
    join customer on customer.customer_key = live.customer_key join cell on cell.cell_key = live.cell_key
  union all
  select 'the customers sum to', coalesce(sum(change), 0) from customer_day where on_date <= cast($on as date)
)
select $on || ': ' || name as subject, 'money' as unit, figure.arr as found, plain.arr as wanted
from figure cross join plain where figure.arr <> plain.arr;
