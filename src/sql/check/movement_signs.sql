-- a gain that is not above zero or a loss that is not below it, in a month or on a day: then GRR could exceed 100% or NRR
with classified as (
  select 'net' as method, * from movement(change_period('month'), 'net')
  union all by name
  select 'events' as method, * from movement(change_period('month'), 'events')
)
select strftime(step_from, '%Y-%m-%d') || ', method ' || method || ': ' || kind || ' of customer ' || customer_id as subject, 'money' as unit,
  amount as found, -amount as wanted
from classified join customer using (customer_key)
where kind in ('new', 'expansion', 'reactivation') and amount <= 0 or kind in ('contraction', 'churn') and amount >= 0;
