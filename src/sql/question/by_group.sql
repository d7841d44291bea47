-- what reports ask of groups where a question groups, filters, or looks at products: each is a sum over cells of the cut
create or replace temp macro cell_flow(p_periods, p_method, p_by, p_where, p_level, p_first, p_last) as table
select customer_key, period_no, step_from, step_last, group_no, product, group_values_of(p_by, payer_values, shown_values) as group_values, kind, amount, turn, c0, c1
from cut_flow(p_periods, p_method, cut_columns(p_by, p_where, p_level), p_level, p_first := p_first, p_last := p_last)
  join kept_cell(p_by, p_where, p_level) as kept_cell using (group_no) join kept_payer(p_by, p_where) as kept_payer using (customer_key);

create or replace temp macro group_flow(p_periods, p_method, p_by, p_where, p_level) as table
select period_no, group_values, kind, sum(amount) as amount, sum(turn) as turn
from cell_flow(p_periods, p_method, p_by, p_where, p_level, 0, 2147483647)
group by period_no, group_values, kind;

create or replace temp macro cell_line(p_by, p_where, p_level) as table
select period_no, line_key, customer_key, product_key, group_no, from_on, to_on, native, arr, list_arr
from cut_line(cut_columns(p_by, p_where, p_level)) semi join kept_cell(p_by, p_where, p_level) as kept_cell using (group_no)
  semi join kept_payer(p_by, p_where) as kept_payer using (customer_key);

-- payer x cell x day: how much its ARR there changes, and whether it turns active or inactive there
create or replace temp macro cell_turn(p_columns) as table
with edge as (
  select period_no, customer_key, group_no, from_on as on_date, arr from cut_line(p_columns)
  union all
  select period_no, customer_key, group_no, to_on, -arr from cut_line(p_columns) where to_on < date '9999-01-01'
), running as (
  select period_no, customer_key, group_no, on_date, sum(arr) as change, sum(sum(arr)) over (partition by period_no, customer_key, group_no order by on_date) as after
  from edge group by period_no, customer_key, group_no, on_date
)
select *, case when after > 0 then 1 else 0 end - case when after - change > 0 then 1 else 0 end as turn from running;

-- how much each group changes on a day, and by how many active payers
create or replace temp macro group_day(p_by, p_where, p_level) as table
select period_no, group_values_of(p_by, payer_values, shown_values) as group_values, on_date, sum(change) as change, sum(turn) as turn
from cell_turn(cut_columns(p_by, p_where, 'customer'))
  join kept_cell(p_by, p_where, 'customer') as kept_cell using (group_no) join kept_payer(p_by, p_where) as kept_payer using (customer_key)
group by period_no, group_values, on_date;

create or replace temp macro group_movement(p_periods, p_method, p_by, p_where, p_level, p_first, p_last) as table
select customer_key, period_no, step_from, step_last, product, group_values, kind, sum(amount) as amount, sum(c0) as r0, sum(c1) as r1
from cell_flow(p_periods, p_method, p_by, p_where, p_level, p_first, p_last)
where amount <> 0
group by customer_key, period_no, step_from, step_last, product, group_values, kind;

-- what exchange rates did to each group in a period
create or replace temp macro group_fx(p_periods, p_by, p_where) as table
select period_no, group_values_of(p_by, payer_values, shown_values) as group_values, sum(fx) as fx
from cut_step(p_periods, 'net', cut_columns(p_by, p_where, 'customer'))
  join kept_cell(p_by, p_where, 'customer') as kept_cell using (group_no) join kept_payer(p_by, p_where) as kept_payer using (customer_key)
where fx <> 0
group by period_no, group_values;

-- what group_cohort is where a question groups, filters, or looks at products: a member whose opening lies in several groups is split by it, and what
-- is left follows it home. Amounts in millionths of a minor unit
create or replace temp macro group_cohort(p_periods, p_by, p_where, p_level) as table
with opened_cell as (
  select period_no, customer_key, group_no, sum(r0) as opened from cell_ends(p_periods, cut_columns(p_by, p_where, p_level)) group by period_no, customer_key, group_no
), opened_payer as (
  select period_no, customer_key, sum(opened) as r0 from opened_cell group by period_no, customer_key having sum(opened) > 0
), share as (           -- member x cell
  select period_no, customer_key, group_no, opened, payer.r0, coalesce(step.r1, payer.r0) as r1, coalesce(retained, payer.r0) as retained
  from opened_payer as payer join opened_cell using (period_no, customer_key)
    left join payer_retained(case when p_level = 'customer_product' then '[]' else p_periods end) as step using (period_no, customer_key)
  where p_level <> 'customer_product' and opened <> 0
  union all
  select period_no, customer_key, group_no, r0, r0, r1, retained from product_retained(case when p_level = 'customer_product' then p_periods else '[]' end)
), placed as (
  select period_no, customer_key, case when p_level = 'customer_product' then group_no end as member_no, group_values_of(p_by, payer_values, shown_values) as group_values,
    sum(opened) as opened, any_value(r0) as r0, any_value(r1) as r1, any_value(retained) as retained
  from share join kept_cell(p_by, p_where, p_level) as kept_cell using (group_no) join kept_payer(p_by, p_where) as kept_payer using (customer_key)
  group by period_no, customer_key, member_no, group_values
)
select period_no, group_values, sum(opened) * 1000000 as opening, sum(part_of(retained, opened, r0)) as closing,
  sum(part_of(greatest(0, least(retained, r0)), opened, r0)) as kept, coalesce(sum(opened) filter (where r1 <= 0), 0) * 1000000 as gone,
  count(*) filter (where opened > 0) as cohort, count(*) filter (where opened > 0 and r1 > 0) as active
from placed group by period_no, group_values;

-- what the report of cohorts asks: payer x cell x day of change, and how much of its ARR at the end of its cohort's own period lies in each group
create or replace temp macro payer_turn(p_by, p_where) as table
select period_no, customer_key, group_no, group_values_of(p_by, payer_values, shown_values) as group_values, on_date, change, turn
from cell_turn(cut_columns(p_by, p_where, 'customer'))
  join kept_cell(p_by, p_where, 'customer') as kept_cell using (group_no) join kept_payer(p_by, p_where) as kept_payer using (customer_key);

create or replace temp macro opened_part(p_cohorts, p_by, p_where) as table
select customer_key, cohort_no, opening_on, group_values_of(p_by, payer_values, shown_values) as group_values, sum(arr) as opened, r0
from cut_line(cut_columns(p_by, p_where, 'customer')) as line join cohort_opening(p_cohorts) as opening using (customer_key)
  join kept_cell(p_by, p_where, 'customer') as kept_cell using (group_no) join kept_payer(p_by, p_where) as kept_payer using (customer_key)
where from_on < opening_on and opening_on <= to_on and is_of_period(line.period_no, opening.period_no)
group by customer_key, cohort_no, opening_on, group_values, r0;
