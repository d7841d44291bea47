-- a line whose ARR is below zero
select line_key, line_id as subject, line_id as line, customer_id as customer, product, line.from_on, 1 as lines, -line.arr as arr_at_stake
from (select line_key, customer_key, product_key, min(from_on) as from_on, min(arr) as arr from arr_line where arr < 0 group by line_key, customer_key, product_key) as line
  join line_version using (line_key)
  join customer on customer.customer_key = line.customer_key
  join product on product.product_key = line.product_key;
