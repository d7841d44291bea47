-- p_amount with a chance in millionths, taken so many times, each time to the minor unit
create or replace temp macro chance_of(p_amount, p_e6) as scale_amount(cast(p_amount as hugeint), cast(p_e6 as hugeint), 1000000::hugeint);
create or replace temp macro chance_after(p_amount, p_e6, p_times) as
  list_reduce(list_transform(range(p_times), n -> cast(p_e6 as hugeint)), (remaining, e6) -> chance_of(remaining, e6), cast(p_amount as hugeint));

-- open renewal x each time that it comes up within the periods, term after term (turn 1, 2, …): what is there before it (was) and after it, as expected; as committed
-- (commit), which leaves out what somebody said is less likely than p_sure, and at best, which takes all of it but what somebody said is as good as gone
create or replace temp macro renewal_outcome(p_periods, p_past, p_on, p_sure) as table
with period as (
  select * from period_list(p_periods)
), term as (            -- how long the last line of each runs, in months
  select period_no, customer_key, product_key, arg_max(greatest(1, coalesce(months, (line.due_on - start_date) * 12 // 365)), (line.due_on, line_key)) as months
  from due_line((select min(from_date) from period), (select max(to_date) from period)) as line join period on line.due_on >= from_date and line.due_on < to_date
    join (select line_key, months, start_date from counted_line) as term using (line_key)
  group by period_no, customer_key, product_key
), chance as (
  select chance.*, months, coalesce(chance.expected, pending) as amount, coalesce(said_e6, own_e6) as first_e6,
    coalesce(said_e6 < p_sure, false) as is_unsure, coalesce(said_e6 <= 1000000 - p_sure, false) as is_gone
  from renewal_chance(p_periods, p_past, p_on) as chance join term using (period_no, customer_key, product_key)
), turn as (
  select chance.*, unnest(range(1, 2 + greatest(0, month_steps(due_on, (select max(to_date) from period)) // months))) as turn from chance
), dated as (
  select *, case when turn = 1 then due_on else add_months(due_on, cast((turn - 1) * months as integer)) end as turn_on,
    chance_after(chance_of(amount, first_e6), own_e6, turn - 1) as expected_after,
    case when turn = 1 then pending else chance_after(chance_of(amount, first_e6), own_e6, turn - 2) end as was
  from turn
)
select period.period_no, dated.customer_key, dated.product_key, due_on, turn_on, turn, pending, first_e6, said_e6, basis, renewals, was,
  expected_after as expected, case when turn = 1 then expected_after else expected_after - was end as expected_change,
  case when is_unsure then 0 else expected_after end as commit, case when is_unsure then 0 when turn = 1 then expected_after else expected_after - was end as commit_change,
  case when is_gone then expected_after else greatest(amount, pending) end as best,
  case when is_gone and turn = 1 then expected_after when is_gone then expected_after - was when turn = 1 then greatest(amount, pending) else 0 end as best_change
from dated join period on turn_on >= period.from_date and turn_on < period.to_date;
