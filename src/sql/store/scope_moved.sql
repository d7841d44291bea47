-- what the customers of the scope moved, month by month, with the set of each payer: worked out once for all the sums that are kept of it
create or replace temp table scope_moved as
select step_from as month_on, customer_key, set_key, kind, amount * cast($sign as bigint) as amount, turn * cast($sign as bigint) as turn
from scope_flow() join payer_set using (customer_key);
