-- customers that are more than a share of all ARR of the day
with live as (
  select payer_key as customer_key, cast(sum(arr) as hugeint) as arr from arr_line where from_on <= cast($on as date) and cast($on as date) < to_on group by payer_key
), total as (
  select cast(sum(arr) as hugeint) as whole from live
), large as (
  select customer_key, arr, whole from live cross join total where arr > 0 and whole > 0 and arr * 1000000 > whole * cast($threshold as hugeint)
)
select coalesce(name, customer_id) as subject, customer_id as customer, ratio(arr, whole) as figure, cast($threshold as hugeint) as threshold
from large join payer() as payer using (customer_key) left join customer_name((select list(customer_key) from large)) as shown using (customer_key);
