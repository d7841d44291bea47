-- products with ARR on a day; or, by $list, customers by the combination of products that they have, or each customer with each product that it lacks
with live as (
  select customer_key, product_key, sum(arr) as arr from cell_line('[]', $where, 'customer')
  where from_on <= cast($on as date) and cast($on as date) < to_on group by customer_key, product_key
), buyer as (
  select customer_key, sum(arr) as arr from live group by customer_key having sum(arr) > 0
), owned as (         -- what a customer has; who is none in total has none, whatever stands beside its credits
  select customer_key, product_key from live semi join buyer using (customer_key) where arr > 0
), offered as (
  select product_key, product, sum(arr) as arr, count(owned.customer_key) as customers
  from live join product using (product_key) left join owned using (customer_key, product_key)
  group by product_key, product having sum(arr) <> 0 or count(owned.customer_key) > 0
), bundle as (
  select customer_key, any_value(buyer.arr) as arr, string_agg(product, ' + ' order by product) as product
  from buyer join owned using (customer_key) join product using (product_key) group by customer_key
), listed as (
  select product, null::varchar as customer, null::integer as customer_key, customers, arr from offered where $list = 'products'
  union all
  select product, null, null, count(*), sum(arr) from bundle where $list = 'combinations' group by product
  union all
  select product, customer_id, customer_key, null, buyer.arr
  from offered cross join buyer anti join owned using (customer_key, product_key) join payer() as payer using (customer_key)
  where $list = 'whitespace' and customers > 0
), page as (
  select *, row_number() over (order by arr desc, customer, product) as place from listed
  qualify place > cast($after as bigint) order by place limit cast($limit as bigint)
)
select product, customer, coalesce(name, customer) as name, customers, arr, ratio(customers, (select count(*) from buyer)) as attach_rate, place
from page left join customer_name((select list(distinct customer_key) from page where customer_key is not null)) as shown_name using (customer_key)
order by place;
