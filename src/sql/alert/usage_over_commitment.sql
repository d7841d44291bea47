-- customers with something due in the days ahead whose usage, over a year, is more than a share of their ARR
with told as (
  select unnest(from_json($usage, '[{"customer": "VARCHAR", "usage_arr": "HUGEINT", "committed": "HUGEINT"}]'), recursive := true)
), due as (
  select distinct payer_key as customer_key from due_pair($ahead, cast($on as date), '[]', '[]')
), large as (
  select customer_key, usage_arr, committed, customer_id
  from told join payer() as payer on payer.customer_id = told.customer semi join due using (customer_key)
  where committed > 0 and usage_arr * 1000000 > committed * cast($threshold as hugeint)
)
select coalesce(name, customer_id) as subject, customer_id as customer, usage_arr as figure, scale_amount(committed, cast($threshold as hugeint), 1000000::hugeint) as threshold
from large left join customer_name((select list(customer_key) from large)) as shown using (customer_key);
