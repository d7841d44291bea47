-- the name shown for a payer: that of its latest line that has one, else what a file about customers says last; a top parent's is its own
-- as a customer, else the one that lines of its children give it
create or replace temp macro customer_name(p_customers) as table
with shown as (
  select payer.customer_key, customer_id, own.customer_key as own_key
  from payer() as payer left join customer as own using (customer_id) where payer.customer_key in (select unnest(p_customers))
), line_name as (
  select customer_key, arg_max(customer_name, (start_date, line_id)) as name
  from line_version where superseded_at is null and customer_name <> '' and customer_key in (select own_key from shown)
  group by customer_key
), parent_name as (
  select parent_id, arg_max(parent_name, (start_date, line_id)) as name
  from line_version cross join policy
  where policy.level = 'parent' and superseded_at is null and parent_name <> '' and parent_id in (select shown.customer_id from shown)
  group by parent_id
), told_name as (
  select customer_id, arg_max(value, (coalesce(from_date, date '0001-01-01'), fact_key)) as name
  from customer_fact where superseded_at is null and customer_fact.name = 'name' and customer_id in (select shown.customer_id from shown)
  group by customer_id
)
select shown.customer_key, coalesce(line_name.name, told_name.name, parent_name.name) as name
from shown left join line_name on line_name.customer_key = own_key left join told_name using (customer_id) left join parent_name on parent_name.parent_id = shown.customer_id
where coalesce(line_name.name, told_name.name, parent_name.name) is not null;
