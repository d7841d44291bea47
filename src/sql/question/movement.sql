-- the classified changes: one row per customer, step and kind; with opening they sum to closing
create or replace temp macro movement(p_periods, p_method, p_first := 0, p_last := 2147483647) as table
with step as (
  select * from customer_step(p_periods, p_method, p_first := p_first, p_last := p_last) where category <> 'nothing'
)
select customer_key, period_no, step_from, step_last, r0, r1,
  case when category in ('continue', 'acquired_new') then case when r1 - r0 - acquired > 0 then 'expansion' else 'contraction' end else category end as kind,
  r1 - r0 - acquired as amount
from step where r1 - r0 - acquired <> 0
union all
select customer_key, period_no, step_from, step_last, r0, r1, 'acquired', acquired
from step where acquired <> 0;
