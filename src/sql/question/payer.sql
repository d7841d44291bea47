-- whom figures go by: customers, or top parents under level: parent
create or replace temp macro payer() as table
select customer_key, customer_id from customer cross join policy where policy.level <> 'parent'
union all
select distinct group_key, group_id from customer_group;
