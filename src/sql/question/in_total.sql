-- what reports ask of groups where a question has none: everything is the one group without values, of which sums are kept
create or replace temp macro group_flow(p_periods, p_method, p_by, p_where, p_level) as table
select period_no, []::varchar[] as group_values, kind, amount, turn from period_flow(p_periods, p_method);

create or replace temp macro group_day(p_by, p_where, p_level) as table
select 0 as period_no, []::varchar[] as group_values, on_date, change, turn from day_total;

-- what an explanation asks: the same by payer and cell, and the lines of each cell
create or replace temp macro cell_flow(p_periods, p_method, p_by, p_where, p_level, p_first, p_last) as table
select customer_key, period_no, step_from, step_last, 0 as group_no, '' as product, []::varchar[] as group_values, kind, amount, turn, r0 as c0, r1 as c1
from customer_flow(p_periods, p_method, p_first := p_first, p_last := p_last);

create or replace temp macro cell_line(p_by, p_where, p_level) as table
select 0 as period_no, line_key, payer_key as customer_key, product_key, 0 as group_no, from_on, to_on, native, arr, list_arr from arr_line;

create or replace temp macro group_movement(p_periods, p_method, p_by, p_where, p_level, p_first, p_last) as table
select customer_key, period_no, step_from, step_last, '' as product, []::varchar[] as group_values, kind, amount, r0, r1
from movement(p_periods, p_method, p_first := p_first, p_last := p_last);

create or replace temp macro group_fx(p_periods, p_by, p_where) as table
select period_no, []::varchar[] as group_values, sum(fx) as fx from currency_step(p_periods, 'net') group by period_no;

-- who has ARR at the opening of a period, and what is left of it at the close: amounts in millionths of a minor unit, as parts of payers have fractions
create or replace temp macro group_cohort(p_periods, p_by, p_where, p_level) as table
with above as (         -- ARR above zero, of all payers together
  select on_date, sum(greatest(after, 0) - greatest(after - change, 0)) as change, sum(turn) as turn from customer_day group by on_date
), stood as (
  select period_no, coalesce(sum(change), 0) as opening, coalesce(sum(turn), 0) as cohort
  from period_list(p_periods) left join above on on_date < from_date group by period_no
), moved as (
  select period_no, sum(retained - r0) as change, sum(greatest(0, least(retained, r0)) - r0) as shrunk, sum(r0) filter (where r1 <= 0) as gone, count(*) filter (where r1 <= 0) as left_now
  from payer_retained(p_periods) group by period_no
)
select period_no, []::varchar[] as group_values, cast(opening as hugeint) * 1000000 as opening, (opening + coalesce(change, 0)) * 1000000 as closing,
  (opening + coalesce(shrunk, 0)) * 1000000 as kept, coalesce(gone, 0) * 1000000 as gone, cohort, cohort - coalesce(left_now, 0) as active
from stood left join moved using (period_no);

-- what the report of cohorts asks: payer x day of change, and how much of its ARR at the end of its cohort's own period lies in each group
create or replace temp macro payer_turn(p_by, p_where) as table
select 0 as period_no, customer_key, 0 as group_no, []::varchar[] as group_values, on_date, change, turn from customer_day;

create or replace temp macro opened_part(p_cohorts, p_by, p_where) as table
select customer_key, cohort_no, opening_on, []::varchar[] as group_values, r0 as opened, r0 from cohort_opening(p_cohorts);
