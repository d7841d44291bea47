-- customers of whom more than a share of all ARR is due in the days ahead and not renewed yet
with total as (
  select coalesce(sum(change), 0) as arr from day_total where on_date <= cast($on as date)
), pending as (
  select payer_key as customer_key, sum(pending) as figure from due_pair($ahead, cast($on as date), '[]', '[]') group by payer_key having sum(pending) > 0
), limited as (
  select customer_key, cast(figure as hugeint) as figure, cast(arr as hugeint) as arr, scale_amount(cast(arr as hugeint), cast($threshold as hugeint), 1000000::hugeint) as threshold from pending cross join total
)
select coalesce(name, customer_id) as subject, figure, threshold
from limited join payer() as payer using (customer_key) left join customer_name((select list(customer_key) from limited)) as shown using (customer_key)
where figure * 1000000 > arr * cast($threshold as hugeint);
