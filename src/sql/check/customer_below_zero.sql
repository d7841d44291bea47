-- a customer whose total ARR was below zero on some day
with below as (
  select customer_key, min(on_date) as from_on, arg_min(on_date, (after, on_date)) as lowest_on, -min(after) as arr_at_stake
  from customer_day where after < 0 group by customer_key
), lowest as (
  select below.customer_key, below.from_on, below.arr_at_stake, arg_min(line_key, (arr, line_key)) as line_key
  from below join arr_line as line on line.payer_key = below.customer_key and line.from_on <= lowest_on and lowest_on < line.to_on
  group by below.customer_key, below.from_on, below.arr_at_stake
)
select line_key, customer_id as subject, customer_id as customer, line_id as line, from_on, 1 as lines, arr_at_stake
from lowest join payer() as payer using (customer_key) join line_version using (line_key);
