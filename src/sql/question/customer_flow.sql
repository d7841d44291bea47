-- customer x step x kind: its amount, and by how much it changes the number of active customers (turn)
create or replace temp macro customer_flow(p_periods, p_method, p_first := 0, p_last := 2147483647) as table
with step as (
  select *, case when r1 > 0 then 1 else 0 end - case when r0 > 0 then 1 else 0 end as turn
  from customer_step(p_periods, p_method, p_first := p_first, p_last := p_last) where category <> 'nothing'
)
select customer_key, period_no, step_from, step_last, r0, r1,
  case when category in ('continue', 'acquired_new') then case when r1 - r0 - acquired > 0 then 'expansion' else 'contraction' end else category end as kind,
  r1 - r0 - acquired as amount, case when category = 'acquired_new' then 0 else turn end as turn
from step
union all
select customer_key, period_no, step_from, step_last, r0, r1, 'acquired', acquired, case when category = 'acquired_new' then turn else 0 end
from step where acquired <> 0 or category = 'acquired_new';
