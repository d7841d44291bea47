-- one row a thing said of a customer that fits nothing of it: a word on a renewal where no line of it ends (undue), or where what ended is over by the day on
-- which it is said (late), and a save where it has no ARR (no_arr); next_due: the next end of a line from that day on
with word as (
  select unnest(from_json($rows, '[{"row_no": "INTEGER", "topic": "VARCHAR", "customer_id": "VARCHAR", "product": "VARCHAR", "from_date": "DATE", "to_date": "DATE", "date": "DATE", "said_on": "DATE"}]'), recursive := true)
), ending as (          -- a line that runs on by itself ends again and again
  select word.*, term_end, case when runs_by in ('terms', 'told') then end_on else term_end end as last_end, runs_by = 'held' and end_on > said_on as is_held,
    grace_days, counted_line.line_key
  from word join customer using (customer_id) join counted_line using (customer_key) join product using (product_key) cross join policy
  where topic = 'renewal' and counted_line.kind = 'recurring' and not is_adjustment(counted_line.line_key) and start_date < term_end and term_end < date '9999-01-01'
    and coalesce(word.product, product.product) = product.product
), due as (
  select row_no, count(*) filter (where term_end < to_date and last_end >= from_date) as ends, count(*) filter (where is_held and term_end < to_date) as held,
    min(term_end) filter (where term_end > said_on) as next_due, any_value(grace_days) as grace_days
  from ending group by row_no
), owned as (
  select row_no, coalesce(sum(arr), 0) as arr
  from word join customer using (customer_id) left join arr_line on arr_line.customer_key = customer.customer_key and from_on <= word.date and word.date <= to_on
  where topic = 'save' group by row_no
)
select row_no, case when topic = 'save' then 'no_arr' when coalesce(ends, 0) = 0 then 'undue' else 'late' end as why, cast(next_due as varchar) as next_due
from word left join due using (row_no) left join owned using (row_no)
where topic = 'save' and arr <= 0 or topic = 'renewal' and (coalesce(ends, 0) = 0 or held = 0 and word.to_date + grace_days <= said_on)
order by row_no;
