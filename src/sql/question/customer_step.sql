-- payer x step with a change in it: ARR before (r0) and after (r1), and the row that the two choose; of the customers from key p_first to p_last
create or replace temp macro customer_step(p_periods, p_method, p_first := 0, p_last := 2147483647) as table
with step as (
  select customer_key, period_no, step_from, step_last, arg_max(after, on_date) as r1, cast(arg_max(after, on_date) - sum(change) as bigint) as r0,
    min(gone_on) as gone_on, min(on_date) filter (where turn = 1) as first_on
  from looked_day() join day_step(p_periods, p_method) as step using (on_date)
  where customer_key between p_first and p_last
  group by customer_key, period_no, step_from, step_last
), bought as (          -- acquired lines that began inside the step and are active at its close
  select step.customer_key, step.period_no, step.step_from, cast(sum(arr) as bigint) as acquired
  from step join arr_line as line on line.payer_key = step.customer_key
    and line.begin_on >= step.step_from and line.begin_on <= step.step_last and line.from_on <= step.step_last and step.step_last < line.to_on
  where line.is_acquired and line.arr <> 0
  group by step.customer_key, step.period_no, step.step_from
), chosen as (
  select step.*, bought.acquired,
    case
      when r0 < 0 or r1 < 0 then 'adjustment'
      when r0 > 0 and r1 > 0 then 'continue'
      when r0 = 0 and r1 = 0 then 'nothing'
      when r1 = 0 then 'churn'
      when gone_on > date '0001-01-01' and coalesce(first_on < add_months(gone_on, policy.reactivation_window_months), true) then 'reactivation'
      when bought.acquired is not null then 'acquired_new'
      else 'new'
    end as category
  from step left join bought using (customer_key, period_no, step_from) cross join policy
)
select customer_key, period_no, step_from, step_last, r0, r1, category,
  case when category in ('continue', 'acquired_new') then coalesce(acquired, 0) else 0 end as acquired
from chosen;
