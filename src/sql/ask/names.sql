-- a customer whose lines bear another name than its latest, which is what a file about customers says where that line leaves it empty: the
-- same customer, or two under one id
with named as (
  select customer_id, present_line.customer_key, landed_key, customer_name, coalesce(nullif(customer_name, ''), told) as shown, start_date, line_id
  from present_line join customer on customer.customer_key = landed_key left join told_name using (customer_id)
), latest as (
  select customer_id, arg_max(shown, (customer_name = '', start_date, line_id)) as name
  from named where shown is not null group by customer_id having min(shown) <> max(shown)
)
select 'names|' || customer_id || '|' || customer_name as question_key, customer_id as subject, list(distinct landed_key) as customers,
  coalesce(max(arr), 0) as stake,
  {'customer': customer_id, 'name': latest.name, 'other_name': customer_name, 'lines': count(*)} as facts,
  [as_it_is('one_customer'), choice_of('two_customers', [field_set('name', customer_id, customer_name, 'customer', customer_id || ' / ' || customer_name)])] as choices
from named join latest using (customer_id) left join arr_standing(cast($on as date)) as standing using (customer_key)
where customer_name not in (latest.name, '')
group by customer_id, customer_name, latest.name;
