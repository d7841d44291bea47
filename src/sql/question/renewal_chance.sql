-- how long a payer has been one on a day: 0 in its first year, 1 in its second, 2 later
create or replace temp macro age_on(p_first_on, p_day) as least(2, greatest(0, month_steps(p_first_on, p_day) // 12));

-- segment (null: of any) x age (null: of any): how many customers' products came up for renewal in the periods and were settled by the close of a day, and how
-- much of what was due was kept
create or replace temp macro renewal_history(p_past, p_on) as table
with first_day as (
  select customer_key as payer_key, min(on_date) as first_on from customer_day where turn = 1 group by customer_key
), settled as (
  select group_values[1] as segment, age_on(first_on, due_on) as age, due, least(renewed, due) as kept
  from due_pair(p_past, p_on, '["segment"]', '[]') left join first_day using (payer_key) where pending = 0
)
select segment, age, count(*) as renewals, sum(due) as due, sum(kept) as kept from settled group by grouping sets ((segment, age), (segment), ());

-- period x customer x product with something up for renewal that is still open, the last day of which is not over: how much; how likely it is renewed as
-- somebody said last (said_e6), and by the history of the like (own_e6): of its segment and age, else of its segment, from ten renewals on; else of all; else
-- for certain. basis says which, renewals how many; expected: the ARR that was said
create or replace temp macro renewal_chance(p_periods, p_past, p_on) as table
with first_day as (
  select customer_key as payer_key, min(on_date) as first_on from customer_day where turn = 1 group by customer_key
), open as materialized (
  select period_no, pair.customer_key, pair.product_key, product, due_on, pending, group_values[1] as segment, age_on(first_on, due_on) as age
  from due_pair(p_periods, p_on, '["segment"]', '[]') as pair join product using (product_key) left join first_day using (payer_key) where pending > 0
), history as materialized (
  select *, ratio(kept, due) as own_e6 from renewal_history(p_past, p_on)
), word as (
  select period_no, open.customer_key, open.product_key, arg_max(struct_pack(renews_e6, expected, outcome), word_no) as said
  from open join renewal_said(null) as said on said.customer_key = open.customer_key and said.product in ('', open.product) and due_on >= due_from and due_on < due_to
  group by period_no, open.customer_key, open.product_key
)
select open.* exclude (product), said.renews_e6 as said_e6, case when said.expected >= 0 then said.expected end as expected,
  coalesce(by_age.own_e6, by_segment.own_e6, by_all.own_e6, 1000000) as own_e6,
  case when said is not null then 'said: ' || said.outcome
    when by_age.own_e6 is not null then 'history of ' || coalesce(nullif(open.segment, ''), 'all') || ', year ' || (open.age + 1) || case when open.age = 2 then ' and later' else '' end
    when by_segment.own_e6 is not null then 'history of ' || coalesce(nullif(open.segment, ''), 'all')
    when by_all.own_e6 is not null then 'history of all' else 'no history: taken as renewed' end as basis,
  case when said is null then coalesce(by_age.renewals, by_segment.renewals, by_all.renewals, 0) end as renewals
from open left join word using (period_no, customer_key, product_key)
  left join history as by_age on by_age.segment = open.segment and by_age.age = open.age and by_age.renewals >= 10
  left join history as by_segment on by_segment.segment = open.segment and by_segment.age is null and by_segment.renewals >= 10
  left join history as by_all on by_all.segment is null and by_all.age is null;
