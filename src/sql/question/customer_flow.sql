-- payer x step x kind: its amount, and by how much it changes the number of active payers (turn)
create or replace temp macro customer_flow(p_periods, p_method, p_first := 0, p_last := 2147483647) as table
with exchanged as (
  select customer_key, period_no, step_from, sum(fx) as fx from currency_step(p_periods, p_method, p_first := p_first, p_last := p_last) group by customer_key, period_no, step_from
), step as (
  select step.*, coalesce(fx, 0) as fx, case when r1 > 0 then 1 else 0 end - case when r0 > 0 then 1 else 0 end as turn
  from customer_step(p_periods, p_method, p_first := p_first, p_last := p_last) as step left join exchanged using (customer_key, period_no, step_from)
)
select customer_key, period_no, step_from, step_last, r0, r1,
  case when category in ('continue', 'acquired_new', 'nothing') then case when r1 - r0 - acquired - fx > 0 then 'expansion' else 'contraction' end else category end as kind,
  cast(r1 - r0 - acquired - fx as bigint) as amount, case when category = 'acquired_new' then 0 else turn end as turn
from step where category <> 'nothing' or fx <> 0
union all
select customer_key, period_no, step_from, step_last, r0, r1, 'acquired', acquired, case when category = 'acquired_new' then turn else 0 end
from step where acquired <> 0 or category = 'acquired_new'
union all
select customer_key, period_no, step_from, step_last, r0, r1, 'fx', cast(fx as bigint), 0 from step where fx <> 0;
