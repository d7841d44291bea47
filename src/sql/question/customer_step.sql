-- customer x step with a change in it: ARR before (r0) and after (r1), and the row that the two choose; of the customers from key p_first to p_last
create or replace temp macro customer_step(p_periods, p_method, p_first := 0, p_last := 2147483647) as table
with total as (
  select customer_key, period_no, step_from, step_last, cast(sum(change) as bigint) as change, arg_max(after, on_date) as r1,
    min(on_date) filter (where turn = 1) as first_on, max(on_date) filter (where turn = -1) as last_off
  from customer_day join day_step(p_periods, p_method, p_first, p_last) as step using (on_date)
  where customer_key between p_first and p_last
  group by customer_key, period_no, step_from, step_last
), past as (
  select *, r1 - change as r0, min(first_on) over earlier as ever_on, max(last_off) over earlier as gone_on
  from total
  window earlier as (partition by customer_key order by step_from rows between unbounded preceding and 1 preceding)
), bought as (          -- acquired lines that began inside the step and are active at its close
  select past.customer_key, past.step_from, cast(sum(arr) as bigint) as acquired
  from past join arr_line as line on line.customer_key = past.customer_key
    and line.begin_on >= past.step_from and line.begin_on <= past.step_last and line.from_on <= past.step_last and past.step_last < line.to_on
  where line.is_acquired and line.arr <> 0 and period_no > 0
  group by past.customer_key, past.step_from
), chosen as (
  select past.*, bought.acquired,
    case
      when r0 < 0 or r1 < 0 then 'adjustment'
      when r0 > 0 and r1 > 0 then 'continue'
      when r0 = 0 and r1 = 0 then 'nothing'
      when r1 = 0 then 'churn'
      when ever_on is null then case when bought.acquired is not null then 'acquired_new' else 'new' end
      when add_months(gone_on, policy.reactivation_window_months) <= first_on then case when bought.acquired is not null then 'acquired_new' else 'new' end
      else 'reactivation'
    end as category
  from past left join bought using (customer_key, step_from) cross join policy
  where period_no > 0
)
select customer_key, period_no, step_from, step_last, r0, r1, category,
  case when category in ('continue', 'acquired_new') then coalesce(acquired, 0) else 0 end as acquired
from chosen;
