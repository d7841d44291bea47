-- level: parent. One row a customer: its top parent, which goes by the least key of its customers
create or replace table customer_group as
select customer_key, cast(min(customer_key) over (partition by group_id) as integer) as group_key, group_id
from customer_top((select policy.level = 'parent' from policy));
