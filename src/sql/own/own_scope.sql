-- the asker's ARR of the customers in scope, line x [from_on, to_on), by the parents that the asker's lines name
create or replace temp table arr_line_scope as
select line.* replace (coalesce(group_key, line.customer_key) as payer_key)
from own_arr_line as line semi join scope_customer on scope_customer.customer_key = line.customer_key
  left join customer_group as grouped on grouped.customer_key = line.customer_key;
