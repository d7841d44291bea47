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
), event as (
  select * from change_event((select list(distinct customer_key) from page), (select min(step_from) from page), (select max(step_last) from page))
    join product using (product_key)
), explained as (
  select place, reason, row_number() over (partition by place order by event.change * sign(page.amount) desc, on_date, product_key) as choice
  from page join event on event.customer_key = page.customer_key and event.on_date between page.step_from and page.step_last
    and case when page.kind in ('acquired', 'fx') then event.reason = page.kind else event.reason not in ('acquired', 'fx') end
    and (page.product = '' or page.product = event.product)
)
select period, group_values, case when $method = 'events' then step_from else to_date - 1 end as date,
  customer_id as customer, coalesce(name, customer_id) as name, page.product, kind,
  case when kind in ('transfer_in', 'transfer_out') then 'transfer' when kind in ('acquired', 'fx') then kind
    else coalesce(reason, case when amount > 0 then 'start' else 'end' end) end as reason,
  amount, r0 as opening, r1 as closing, page.place
from page left join explained on explained.place = page.place and choice = 1 left join customer_name((select list(distinct customer_key) from page)) as shown_name using (customer_key)
order by page.place;
