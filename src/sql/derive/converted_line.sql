-- every interval in the reporting currency, rounded there once more; a currency without a rate brings no row
create or replace temp table converted_line as
with every as (
  select *, false as is_held from priced_line anti join delicate_pair using (customer_key, product_key)
  union all by name
  select * from held_line
)
select every.line_key, every.customer_key, every.product_key, every.cell_key, every.is_acquired, every.is_held, begin_on, from_on, to_on,
  native, list_native,
  case when rate_num = rate_den then native
    else cast(scale_amount(cast(native as hugeint), rate_num, rate_den) as bigint) end as arr,
  case when rate_num = rate_den then list_native
    else cast(scale_amount(cast(list_native as hugeint), rate_num, rate_den) as bigint) end as list_arr
from every join fx_rate using (currency);
