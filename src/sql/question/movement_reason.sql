-- movement, by its place, x the reason that the largest change in its direction gives; of { place, customer_key, step_from, step_last, kind, product, amount }
create or replace temp macro movement_reason(p_moves) as table
with move as (
  select unnest(p_moves, recursive := true)
), event as (
  select * from change_event((select list(distinct customer_key) from move), (select min(step_from) from move), (select max(step_last) from move))
    join product using (product_key)
), explained as (
  select place, reason, row_number() over (partition by place order by event.change * sign(move.amount) desc, on_date, product_key) as choice
  from move join event on event.customer_key = move.customer_key and event.on_date between move.step_from and move.step_last
    and case when move.kind in ('acquired', 'fx') then event.reason = move.kind else event.reason not in ('acquired', 'fx') end
    and (move.product = '' or move.product = event.product)
)
select move.place,
  case when kind in ('transfer_in', 'transfer_out') then 'transfer' when kind in ('acquired', 'fx') then kind
    else coalesce(reason, case when amount > 0 then 'start' else 'end' end) end as reason
from move left join explained on explained.place = move.place and choice = 1;
