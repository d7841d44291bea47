-- level: parent. Whoever shares, or shared, a top parent with a customer in scope, and whoever got another one
insert into scope_customer
with recursive mate as (
  select customer_key, 'now ' || group_id as place from customer_group
  union all
  select customer_key, 'before ' || group_id from former_group
), moved as (
  select customer_key from customer_group full join former_group using (customer_key) where customer_group.group_id is distinct from former_group.group_id
), reach as (
  select customer_key from scope_customer
  union
  select customer_key from moved
  union
  select mate.customer_key from reach join mate as mine using (customer_key) join mate on mate.place = mine.place
)
select customer_key from reach where customer_key not in (select scope_customer.customer_key from scope_customer);
