-- every interval in the reporting currency, rounded there once more; a currency without a rate brings no row
create or replace temp table converted_line as
select line.line_key, line.customer_key, line.product_key, line.cell_key, line.is_acquired, line.is_held, begin_on, from_on, to_on,
  native, list_native,
  case when rate_num = rate_den then native
    else cast(scale_amount(cast(native as hugeint), rate_num, rate_den) as bigint) end as arr,
  case when rate_num = rate_den then list_native
    else cast(scale_amount(cast(list_native as hugeint), rate_num, rate_den) as bigint) end as list_arr
from placed_line as line join fx_rate using (currency);
