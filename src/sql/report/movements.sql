-- the rows behind any waterfall cell, and why: they sum to it
with period as (
  select * from period_list($periods)
), chosen as (
  select movement.*, period, to_date, customer_id
  from group_movement($periods, $method, $by, $where, $level, $first_customer, $last_customer) as movement join period using (period_no) join payer() as payer using (customer_key)
  where (cast($kind as varchar) is null or kind = $kind)
), shown as (
  select *, row_number() over (order by period_no, abs(amount) desc, customer_id, step_from, kind, product, group_values) as place,
    row_number() over (partition by period_no order by abs(amount) desc, customer_id, step_from, kind, product, group_values) as rank
  from chosen
), page as (
  select * from shown where (cast($top as bigint) is null or rank <= cast($top as bigint)) and place > cast($after as bigint)
  order by place limit cast($limit as bigint)
), explained as (
  select * from movement_reason((select list({'place': place, 'customer_key': customer_key, 'step_from': step_from, 'step_last': step_last, 'kind': kind, 'product': product, 'amount': amount}) from page))
), cancelled as (
  select * from movement_cancel((select coalesce(list({'place': place, 'customer_key': customer_key, 'step_from': step_from, 'step_last': step_last, 'product': product}) filter (where kind in ('churn', 'product_loss')), []) from page))
)
select period, group_values, case when $method = 'events' then step_from else to_date - 1 end as date,
  customer_id as customer, coalesce(name, customer_id) as name, page.product, kind, reason, coalesce(cancel_reason, '') as cancel_reason, amount, r0 as opening, r1 as closing, page.place
from page join explained using (place) left join cancelled using (place) left join customer_name((select list(distinct customer_key) from page)) as shown_name using (customer_key)
order by page.place;
