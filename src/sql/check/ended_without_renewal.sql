-- a recurring line with which all cover of its customer and product ended, without a notice and without a line that takes its place; or
-- a credit that has ended and that "expired" lets run on
with ended as (
  select customer_key, product_key, max(to_on) as ended_on
  from arr_line where not is_adjustment(line_key) group by customer_key, product_key having max(to_on) <= cast($on as date)
), lost as (
  select line.line_key, line.customer_key, line.product_key, ended_on, '' as runs_on, arr as arr_at_stake
  from ended
    join arr_line as line on line.customer_key = ended.customer_key and line.product_key = ended.product_key and line.to_on = ended_on
    join counted_line using (line_key)
  where arr > 0 and counted_line.kind = 'recurring' and cut_on is null and not is_adjustment(line.line_key)
), credit as (
  select line.line_key, line.customer_key, line.product_key, term_end as ended_on, policy.expired as runs_on, -arr as arr_at_stake
  from arr_line as line join counted_line using (line_key) cross join policy
  where arr < 0 and from_on <= cast($on as date) and cast($on as date) < to_on
    and not is_open and term_end <= cast($on as date) and term_end < end_on
)
select found.line_key, line_id as subject, line_id as line, customer_id as customer, product, ended_on - 1 as last_on, auto_renew, runs_on, 1 as lines, arr_at_stake
from (select * from lost union all by name select * from credit) as found
  join line_version using (line_key)
  join customer on customer.customer_key = found.customer_key
  join product on product.product_key = found.product_key
where cancelled_on is null;
