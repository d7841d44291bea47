-- how long a payer has been one on a day: 0 in its first year, 1 in its second, 2 later
create or replace temp macro age_on(p_first_on, p_day) as least(2, greatest(0, month_steps(p_first_on, p_day) // 12));

-- line x how many months its term has, and the same with a year and more as a year: what is lost of shorter terms is counted by the month of term, so that a month's
-- is no year's
create or replace temp macro term_length() as table
with term as (select line_key, greatest(1, coalesce(step_months, months, (term_end - start_date) * 12 // 365)) as term_months from counted_line)
select *, least(12, term_months) as months from term;

-- months ahead x terms of a year and more, or shorter x segment (null: of any) x age (null: of any): how many customers' products came up for renewal in the periods
-- and were settled by the close of a day, how much of what was due was kept, and what was due times its months of term. Of those that so many months ahead were
-- under no notice yet: whoever is not under one today is held against their like
create or replace temp macro renewal_history(p_past, p_on) as table
with first_day as (
  select customer_key as payer_key, min(on_date) as first_on from customer_day where turn = 1 group by customer_key
), settled as (
  select unnest(range(0, 13)) as ahead, month_steps(noticed_on, due_on) as noticed_ahead, group_values[1] as segment, months = 12 as is_long, age_on(first_on, due_on) as age, due, least(renewed, due) as kept, due * months as due_months
  from due_pair(p_past, p_on, '["segment"]', '[]') join term_length() as term on line_key = last_key left join first_day using (payer_key) where pending = 0
)
select ahead, segment, is_long, age, count(*) as renewals, sum(due) as due, sum(kept) as kept, sum(due_months) as due_months
from settled where coalesce(noticed_ahead <= ahead, true) group by grouping sets ((ahead, segment, is_long, age), (ahead, segment, is_long), (ahead, is_long));

-- how likely a term of so many months is kept, in millionths: less by what was lost of the like for each month of term. Of a year where only shorter terms were
-- seen, month after month
create or replace temp macro kept_after(p_history, p_months) as
  case when p_history.due_months > 0 then
    case when p_months = 12 and not p_history.is_long
      then list_reduce(list_transform(range(12), n -> 1000000 - ratio(p_history.due - p_history.kept, p_history.due_months)), (left_e6, e6) -> cast(scale_amount(cast(left_e6 as hugeint), cast(e6 as hugeint), 1000000::hugeint) as bigint))
      else greatest(0, 1000000 - ratio(p_months * (p_history.due - p_history.kept), p_history.due_months)) end end;

-- period (0: past its end) x customer x product with something up for renewal that is still open, under the values of a cut: how much, and of that under a notice; the
-- months of its term; how likely it is renewed as somebody said last (said_e6), and by the history of terms like it (own_e6): of its segment and age, else of its
-- segment, from ten renewals on; else of all; else of other terms; else for certain. basis says which, renewals how many; expected: the ARR that was said
create or replace temp macro renewal_chance(p_periods, p_past, p_on, p_by) as table
with first_day as (
  select customer_key as payer_key, min(on_date) as first_on from customer_day where turn = 1 group by customer_key
), pair as (
  select * from due_pair(p_periods, p_on, with_segment(p_by), '[]') where pending > 0
  union all by name
  select period_no, customer_key, product_key, payer_key, arg_max(group_values, due_on) as group_values, max(due_on) as due_on, sum(pending) as pending, sum(noticed) as noticed,
    arg_max(last_key, due_on) as last_key
  from overdue_pair(p_on, with_segment(p_by), '[]') group by all
), open as materialized (
  select period_no, pair.customer_key, pair.product_key, payer_key, product, due_on, cast(pending as hugeint) as pending, cast(noticed as hugeint) as noticed, term_months, months, months = 12 as is_long,
    group_values[1] as segment, group_values[2:] as group_values, age_on(first_on, due_on) as age, least(12, greatest(0, month_steps(cast(p_on as date), due_on))) as ahead
  from pair join product using (product_key) join term_length() as term on line_key = last_key left join first_day using (payer_key)
), history as materialized (
  select * from renewal_history(p_past, p_on)
), word as (
  select period_no, open.customer_key, open.product_key, arg_max(struct_pack(renews_e6, expected, outcome), word_no) as said
  from open join renewal_said(null) as said on said.customer_key = open.customer_key and said.product in ('', open.product) and due_on >= due_from and due_on < due_to
  group by period_no, open.customer_key, open.product_key
), found as (
  select open.*, said, case when by_age.renewals >= 10 then by_age when by_segment.renewals >= 10 then by_segment when by_all.is_long is not null then by_all
    when by_other.is_long is not null then by_other end as history
  from open left join word using (period_no, customer_key, product_key)
    left join history as by_age on by_age.ahead = open.ahead and by_age.segment = open.segment and by_age.is_long = open.is_long and by_age.age = open.age
    left join history as by_segment on by_segment.ahead = open.ahead and by_segment.segment = open.segment and by_segment.is_long = open.is_long and by_segment.age is null
    left join history as by_all on by_all.ahead = open.ahead and by_all.segment is null and by_all.is_long = open.is_long
    left join history as by_other on by_other.ahead = open.ahead and by_other.segment is null and by_other.is_long <> open.is_long
)
select found.* exclude (product, said, history, segment, is_long, ahead), said.renews_e6 as said_e6, case when said.expected >= 0 then said.expected end as expected,
  coalesce(kept_after(history, months), 1000000) as own_e6,
  case when said is not null then 'said: ' || said.outcome when noticed = pending then 'notice received'
    when history is null then 'no history: taken as renewed'
    else 'history of ' || coalesce(nullif(history.segment, ''), 'all') || coalesce(', year ' || (history.age + 1) || case when history.age = 2 then ' and later' else '' end, '')
      || case when history.is_long then case when is_long then '' else ', terms of a year' end else ', terms under a year' end end as basis,
  case when said is null and noticed < pending then coalesce(history.renewals, 0) end as renewals
from found;
