-- the name shown for a customer: that of its latest line that has one, else what a file about customers says last, else its id
create or replace temp macro customer_name(p_customers) as table
with line_name as (
  select customer_key, arg_max(customer_name, (start_date, line_id)) as name
  from line_version where superseded_at is null and customer_name <> '' and customer_key in (select unnest(p_customers))
  group by customer_key
), told_name as (
  select customer_key, arg_max(value, (coalesce(from_date, date '0001-01-01'), fact_key)) as name
  from customer_fact join customer using (customer_id) where superseded_at is null and customer_fact.name = 'name' and customer_key in (select unnest(p_customers))
  group by customer_key
)
select customer_key, coalesce(line_name.name, told_name.name) as name from line_name full join told_name using (customer_key);
