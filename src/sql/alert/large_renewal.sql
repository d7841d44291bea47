-- customers of whom more than a share of all ARR is due in the days ahead and not renewed yet; expected: what was said last of the largest part of it
with total as (
  select coalesce(sum(change), 0) as arr from day_total where on_date <= cast($on as date)
), open as materialized (
  select payer_key, customer_key, product_key, due_on, pending from due_pair($ahead, cast($on as date), '[]', '[]') where pending <> 0
), pending as (
  select payer_key, sum(pending) as figure, arg_max(struct_pack(expected), pending).expected as expected
  from open left join renewal_expected(cast($on as date), (select list(struct_pack(customer_key, product_key, due_on)) from open)) using (customer_key, product_key, due_on)
  group by payer_key having sum(pending) > 0
), limited as (
  select payer_key as customer_key, cast(figure as hugeint) as figure, expected, cast(arr as hugeint) as arr, scale_amount(cast(arr as hugeint), cast($threshold as hugeint), 1000000::hugeint) as threshold from pending cross join total
)
select coalesce(name, customer_id) as subject, customer_id as customer, figure, threshold, expected
from limited join payer() as payer using (customer_key) left join customer_name((select list(customer_key) from limited)) as shown using (customer_key)
where figure * 1000000 > arr * cast($threshold as hugeint);
