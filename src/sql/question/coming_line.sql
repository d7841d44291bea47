-- lines signed by the close of a day that begin after it, no later than the horizon, at the rates of the day; no line in a currency
-- without a rate, and under "deduct" none with a notice. p_horizon: months, none, or null for the policy's
create or replace temp macro coming_line(p_on, p_horizon) as table
with reach as (
  select case when p_horizon is null then carr_horizon_months else try_cast(p_horizon as integer) end as months, carr_known_churn = 'deduct' as deducts
  from policy
)
select line.line_key, line.customer_key, line.product_key, signed_on, start_date, begin_on, end_on,
  case when rate_num = rate_den then native else cast(scale_amount(cast(native as hugeint), rate_num, rate_den) as bigint) end as arr
from signed_line as line join fx_rate as rated on rated.currency = line.currency and rated.from_on <= p_on and p_on < rated.to_on
  cross join reach
  left join noticed_line as notice on notice.line_key = line.line_key and deducts and cancelled_on <= p_on
where signed_on <= p_on and p_on < begin_on
  and (reach.months is null or begin_on < add_months(p_on + 1, reach.months))
  and notice.line_key is null;
