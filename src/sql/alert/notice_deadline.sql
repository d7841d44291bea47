-- customers of whom more than a share of all ARR can be cancelled for the last time within 30 days, and is not renewed yet; expected: what was
-- said last of the largest part of it
with total as (
  select coalesce(sum(change), 0) as arr from day_total where on_date <= cast($on as date)
), due as (
  select coalesce(group_key, line.customer_key) as payer_key, line.customer_key, line.product_key, line.due_on, line.arr, coalesce(case when line.due_on = term_end then opt_out_on end, line.due_on - notice_days) as notice_on
  from due_line(cast($on as date) + 1, cast($on as date) + 400) as line join line_version using (line_key) join counted_line using (line_key)
    left join customer_group as grouped on grouped.customer_key = line.customer_key
  where line.renewed = 0
), open as materialized (
  select * from due where notice_on between cast($on as date) and cast($on as date) + 30
), near as (
  select payer_key as customer_key, cast(sum(open.arr) as hugeint) as figure, min(notice_on) as notice_on, cast(any_value(total.arr) as hugeint) as arr, arg_max(struct_pack(expected), open.arr).expected as expected
  from open cross join total left join renewal_expected(cast($on as date), (select list(struct_pack(customer_key, product_key, due_on)) from open)) using (customer_key, product_key, due_on)
  group by payer_key
)
select coalesce(name, customer_id) || ', by ' || notice_on as subject, customer_id as customer, figure, scale_amount(arr, cast($threshold as hugeint), 1000000::hugeint) as threshold, expected
from near join payer() as payer using (customer_key) left join customer_name((select list(customer_key) from near)) as shown using (customer_key)
where figure * 1000000 > arr * cast($threshold as hugeint);
