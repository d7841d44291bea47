-- a customer whose lines give it more than one name; a name that somebody has decided about is no doubt any more
with asked as (
  select line_key, line_id, customer_key, start_date, customer_name from line_version where superseded_at is null and customer_name <> ''
), settled as (
  select customer_key, customer_name
  from (select distinct customer_key, customer_name from asked) as name
    join customer using (customer_key)
    join question_number on question_key = 'names|' || customer_id || '|' || customer_name
    join decision on decision.question_no = question_number.question_no and withdrawn_at is null
), named as (
  select * from asked anti join settled using (customer_key, customer_name)
), twice as (
  select customer_key from named group by customer_key having min(customer_name) <> max(customer_name)
), shown as (
  select customer_key, count(distinct customer_name) as names, arg_max(customer_name, (start_date, line_id)) as name, arg_max(line_key, (start_date, line_id)) as line_key
  from named semi join twice using (customer_key) group by customer_key
), other as (
  select named.customer_key, arg_max(customer_name, (start_date, line_id)) as name, arg_max(line_id, (start_date, line_id)) as line_id
  from named join shown using (customer_key) where named.customer_name <> shown.name group by named.customer_key
), standing as (
  select customer_key, sum(arr) as arr from arr_change semi join twice using (customer_key) where on_date <= cast($on as date) group by customer_key
)
select shown.line_key, customer_id as subject, customer_id as customer, shown.name, mine.line_id as line, other.name as other_name, other.line_id as other, names,
  1 as lines, coalesce(arr, 0) as arr_at_stake
from shown join other using (customer_key) join customer using (customer_key) join line_version as mine on mine.line_key = shown.line_key
  left join standing using (customer_key);
