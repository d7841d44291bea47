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
select period_no, line_key, customer_key, group_no, from_on, to_on, arr
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
