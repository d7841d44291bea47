-- a customer whose lines bear another name than its latest: the same customer, or two under one id
with named as (
  select customer_id, present_line.customer_key, landed_key, customer_name, start_date, line_id from present_line join customer on customer.customer_key = landed_key where customer_name <> ''
), latest as (
  select customer_id, arg_max(customer_name, (start_date, line_id)) as name from named group by customer_id having min(customer_name) <> max(customer_name)
), standing as (
  select customer_key, sum(change) as arr from customer_day where on_date <= cast($on as date) group by customer_key
)
select 'names|' || customer_id || '|' || customer_name as question_key, customer_id as subject, list(distinct landed_key) as customers,
  coalesce(max(arr), 0) as stake,
  {'customer': customer_id, 'name': latest.name, 'other_name': customer_name, 'lines': count(*)} as facts,
  [as_it_is('one_customer'), choice_of('two_customers', [field_set('name', customer_id, customer_name, 'customer', customer_id || ' / ' || customer_name)])] as choices
from named join latest using (customer_id) left join standing using (customer_key)
where customer_name <> latest.name
group by customer_id, customer_name, latest.name;
