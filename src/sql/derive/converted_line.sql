-- every interval in the reporting currency, rounded there once more, at one rate: days on which the rate moves divide it. A currency without
-- a rate brings no row; under level: parent the payer is the top parent
create or replace temp table converted_line as
select line.line_key, line.customer_key, coalesce(group_key, line.customer_key) as payer_key, line.product_key, line.cell_key, line.is_acquired, line.is_held, begin_on,
  greatest(line.from_on, fx_rate.from_on) as from_on, least(line.to_on, fx_rate.to_on) as to_on, native, list_native,
  case when rate_num = rate_den then native
    else cast(scale_amount(cast(native as hugeint), rate_num, rate_den) as bigint) end as arr,
  case when rate_num = rate_den then list_native
    else cast(scale_amount(cast(list_native as hugeint), rate_num, rate_den) as bigint) end as list_arr
from placed_line as line
  join fx_rate on fx_rate.currency = line.currency and fx_rate.from_on < line.to_on and line.from_on < fx_rate.to_on
  left join customer_group as grouped on grouped.customer_key = line.customer_key;
