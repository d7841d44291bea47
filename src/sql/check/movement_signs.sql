-- a gain that is not above zero or a loss that is not below it: then GRR could exceed 100% or NRR
select strftime(step_from, '%Y-%m') || ': ' || kind || ' of customer ' || customer_id || ' is' as subject, 'money' as unit, amount as found, -amount as wanted
from movement(change_period('month'), 'net') join payer() as payer using (customer_key)
where kind in ('new', 'expansion', 'reactivation') and amount <= 0 or kind in ('contraction', 'churn') and amount >= 0;
