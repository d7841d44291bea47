-- several ids whose names, without capitals, punctuation and the form of the company, are one; with another id it is another question
with shown as (
  select customer_id, landed_key, coalesce(arg_max(customer_name, (start_date, line_id)) filter (where customer_name <> ''), any_value(told), customer_id) as name, min(start_date) as since
  from present_line join customer on customer.customer_key = landed_key left join told_name using (customer_id) group by customer_id, landed_key
), bared as (
  select *, replace(regexp_replace(regexp_replace(lower(strip_accents(name)), '[^\p{L}\p{N}]+', ' ', 'g'),
    '\b(inc|incorporated|ltd|limited|llc|gmbh|ag|corp|corporation|co|company|plc|sa|sas|bv|nv|srl|oy|ab)\b', '', 'g'), ' ', '') as bare
  from shown
), alike as (
  select bare, list({'id': customer_id, 'name': name} order by since, customer_id) as ids, list(landed_key) as customers
  from bared where length(bare) >= 3 group by bare having count(*) between 2 and 20
)
select 'ids|' || bare || '|' || array_to_string(list_sort(list_transform(ids, i -> i.id)), '|') as question_key, array_to_string(list_transform(ids, i -> i.id), ', ') as subject, customers,
  coalesce((select sum(arr) from arr_standing(cast($on as date)) where list_contains(alike.customers, customer_key)), 0) as stake,
  {'ids': list_transform(ids, i -> i.id), 'names': list_distinct(list_transform(ids, i -> i.name))} as facts,
  [as_it_is('apart'), choice_of('one_customer', list_transform(ids[2:], i -> field_set('customer', i.id, '', 'customer', ids[1].id)))] as choices
from alike;
