-- customers of whom more than a share of all ARR is due in the days ahead and not renewed, and the last word on it is that they will leave; expected:
-- that word, of the largest part
with total as (
  select cast(coalesce(sum(change), 0) as hugeint) as arr from day_total where on_date <= cast($on as date)
), open as materialized (
  select payer_key, customer_key, product_key, due_on, pending from due_pair($ahead, cast($on as date), '[]', '[]') where pending > 0
), leaving as (
  select payer_key as customer_key, cast(sum(pending) as hugeint) as figure, arg_max(expected, pending) as expected
  from open join renewal_expected(cast($on as date), (select list(struct_pack(customer_key, product_key, due_on)) from open)) using (customer_key, product_key, due_on)
  where outcome = 'churn' group by payer_key
)
select coalesce(name, customer_id) as subject, customer_id as customer, figure, scale_amount(arr, cast($threshold as hugeint), 1000000::hugeint) as threshold, expected
from leaving cross join total join payer() as payer using (customer_key) left join customer_name((select list(customer_key) from leaving)) as shown using (customer_key)
where figure * 1000000 > arr * cast($threshold as hugeint);
