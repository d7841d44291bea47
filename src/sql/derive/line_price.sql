-- the yearly price of a counted line in its own minor units, ROUNDED HERE, ONCE: now_native until switch_on, list_native from then on
create or replace temp table line_price as
select line_rate.line_key, customer_key, product_key, cell_key, currency, is_acquired, is_adjusted, begin_on, end_on,
  case when ramp_price.line_key is null then switch_on end as switch_on,
  case when ramp_price.line_key is not null then ramp_price.native
    when is_small then scale_small(cast(now_num as bigint), cast(up as bigint), cast(down as bigint))
    else cast(scale_amount(now_num, cast(up as hugeint), cast(down as hugeint) * weight_all) as bigint) end as now_native,
  case when ramp_price.line_key is not null then ramp_price.list_native
    when is_small then scale_small(cast(gross_num as bigint), cast(up as bigint), cast(down as bigint))
    else cast(scale_amount(gross_num, cast(up as hugeint), cast(down as hugeint)) as bigint) end as list_native
from line_rate left join ramp_price using (line_key);
