-- payer x step x cell of a cut: ARR before (c0) and after (c1), the category that the whole payer has, FX and acquired ARR in it
create or replace temp macro cut_step(p_periods, p_method, p_columns, p_first := 0, p_last := 2147483647) as table
with line as (
  select * from cut_line(p_columns, p_first := p_first, p_last := p_last) where arr <> 0 or native <> 0
), edge as (
  select period_no, customer_key, group_no, currency, from_on as on_date, native, arr from line
  union all
  select period_no, customer_key, group_no, currency, to_on, -native, -arr from line where to_on < date '9999-01-01'
), running as (
  select period_no as of_period, customer_key, group_no, on_date, sum(arr) as change, sum(sum(arr)) over (partition by period_no, customer_key, group_no order by on_date) as after
  from edge group by period_no, customer_key, group_no, on_date
), cell_change as (
  select customer_key, group_no, period_no, step_from, step_last, cast(arg_max(after, on_date) as hugeint) as c1, c1 - sum(change) as c0
  from running join day_step(p_periods, p_method) using (on_date) where is_of_period(of_period, period_no)
  group by customer_key, group_no, period_no, step_from, step_last
), bought as (
  select line.customer_key, line.group_no, step.period_no, step_from, sum(arr) as acquired
  from line join (select distinct customer_key, period_no, step_from, step_last from cell_change) as step on step.customer_key = line.customer_key
    and is_of_period(line.period_no, step.period_no)
    and line.begin_on >= step_from and line.begin_on <= step_last and line.from_on <= step_last and step_last < line.to_on
  where is_acquired group by line.customer_key, line.group_no, step.period_no, step_from
), moved as (
  select * from currency_step(p_periods, p_method, p_first := p_first, p_last := p_last) where fx <> 0
), holding as (         -- a day on which a rate moves divides every line of that currency, so each cell that holds it has a change in the step
  select moved.customer_key, moved.period_no, moved.step_from, moved.currency, group_no, any_value(fx) as fx,
    abs(sum(case when on_date <= step_last then arr else 0 end)) as held_1, abs(sum(case when on_date < step_from then arr else 0 end)) as held_0
  from moved join edge on edge.customer_key = moved.customer_key and edge.currency = moved.currency and is_of_period(edge.period_no, moved.period_no) group by moved.customer_key, moved.period_no, moved.step_from, moved.currency, group_no
), weighed as (
  select *, cast(case when sum(held_1) over whole > 0 then held_1 when sum(held_0) over whole > 0 then held_0 else 1 end as hugeint) as weight from holding window whole as (partition by customer_key, period_no, step_from, currency)
), shared as (
  select *, abs(fx) * weight // sum(weight) over whole as share, abs(fx) * weight % sum(weight) over whole as rest
  from weighed window whole as (partition by customer_key, period_no, step_from, currency)
), exchanged as (
  select customer_key, period_no, step_from, group_no, sum(sign(fx) * (share + case when place <= left_over then 1 else 0 end)) as fx
  from (select *, abs(fx) - sum(share) over (partition by customer_key, period_no, step_from, currency) as left_over,
          row_number() over (partition by customer_key, period_no, step_from, currency order by rest desc, group_no) as place from shared) as dealt
  group by customer_key, period_no, step_from, group_no
), whole as (
  select customer_key, period_no, step_from, category from customer_step(p_periods, p_method, p_first := p_first, p_last := p_last)
), still as (           -- only the attributes of the payer changed: its ARR stands where its last day of change left it
  select customer_key, period_no, step_from, case when arg_max(after, on_date) > 0 then 'continue' when arg_max(after, on_date) < 0 then 'adjustment' else 'nothing' end as category
  from (select distinct customer_key, period_no, step_from, step_last from cell_change anti join whole using (customer_key, period_no, step_from)) as step
    join looked_day() using (customer_key) where on_date < step_from group by customer_key, period_no, step_from
)
select cell_change.*, coalesce(whole.category, still.category) as category, coalesce(exchanged.fx, 0) as fx,
  case when whole.category in ('continue', 'acquired_new') then coalesce(acquired, 0) else 0 end as acquired
from cell_change left join whole using (customer_key, period_no, step_from) left join still using (customer_key, period_no, step_from)
  left join bought using (customer_key, period_no, step_from, group_no) left join exchanged using (customer_key, period_no, step_from, group_no);
