-- what the customers of the scope moved, month by month
create or replace temp macro scope_flow() as table
select flow.*
from customer_flow(change_period('month', p_first := getvariable('first_in_scope'), p_last := getvariable('last_in_scope')), 'net',
    p_first := getvariable('first_in_scope'), p_last := getvariable('last_in_scope')) as flow
  semi join scope_customer using (customer_key);
