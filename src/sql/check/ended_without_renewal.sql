-- a recurring line with which all cover of its customer and product ended, without a notice and without a line that takes its place
with ended as (
  select customer_key, product_key, max(to_on) as ended_on
  from arr_line group by customer_key, product_key having max(to_on) <= cast($on as date)
)
select line.line_key, line_id as subject, line_id as line, customer_id as customer, product, ended_on - 1 as last_on, auto_renew, 1 as lines, arr as arr_at_stake
from ended
  join arr_line as line on line.customer_key = ended.customer_key and line.product_key = ended.product_key and line.to_on = ended_on
  join counted_line using (line_key)
  join line_version using (line_key)
  join customer on customer.customer_key = ended.customer_key
  join product on product.product_key = ended.product_key
where arr > 0 and counted_line.kind = 'recurring' and cut_on is null and cancelled_on is null;
