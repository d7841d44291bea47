-- p_amount with a chance in millionths, taken so many times, each time to the minor unit
create or replace temp macro chance_of(p_amount, p_e6) as scale_amount(cast(p_amount as hugeint), cast(p_e6 as hugeint), 1000000::hugeint);
create or replace temp macro chance_after(p_amount, p_e6, p_times) as
  list_reduce(list_transform(range(p_times), n -> cast(p_e6 as hugeint)), (remaining, e6) -> chance_of(remaining, e6), cast(p_amount as hugeint));

-- open renewal x each time that it comes up within the periods, term after term (turn 1, 2, …; what is past its end at once): what is there before it (was) and after
-- it, as expected; as committed (commit), which leaves out what somebody said is less likely than p_sure, and at best, which takes all of it but what somebody said is
-- as good as gone. What is under a notice is in neither, unless somebody said more
create or replace temp macro renewal_outcome(p_periods, p_past, p_on, p_sure, p_by) as table
with period as (
  select * from period_list(p_periods)
), span as (
  select min(from_date) as first_on, max(to_date) as end_on from period
), chance as (
  select chance.* exclude (period_no, pending), period_no as due_no, pending, coalesce(chance.expected, pending - case when said_e6 is null then noticed else 0 end) as amount,
    coalesce(said_e6, own_e6) as first_e6, coalesce(said_e6 < p_sure, false) as is_unsure, coalesce(said_e6 <= 1000000 - p_sure, noticed = pending) as is_gone, greatest(due_on, first_on) as first_on
  from renewal_chance(p_periods, p_past, p_on, p_by) as chance cross join span
), turn as (
  select chance.*, unnest(range(1, 2 + greatest(0, month_steps(first_on, end_on) // term_months))) as turn from chance cross join (select end_on from span) as span
), dated as (
  select *, case when turn = 1 then first_on else add_months(first_on, cast((turn - 1) * term_months as integer)) end as turn_on,
    chance_after(chance_of(amount, first_e6), own_e6, turn - 1) as expected_after,
    case when turn = 1 then pending else chance_after(chance_of(amount, first_e6), own_e6, turn - 2) end as was,
    case when said_e6 is not null then greatest(amount, pending) else amount end as most
  from turn
)
select period.period_no, due_no, dated.customer_key, dated.product_key, payer_key, group_values, due_on, turn_on, turn, pending,
  case when noticed = pending and said_e6 is null then 0 else first_e6 end as first_e6, said_e6, is_unsure, basis, renewals, was,
  expected_after as expected, case when turn = 1 then expected_after else expected_after - was end as expected_change,
  case when is_unsure then 0 when turn = 1 then expected_after else expected_after - was end as commit_change,
  case when is_gone and turn = 1 then expected_after when is_gone then expected_after - was when turn = 1 then most else 0 end as best_change
from dated join period on turn_on >= period.from_date and turn_on < period.to_date;
