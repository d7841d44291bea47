-- what reports ask of groups where a question has none: everything is the one group without values, of which sums are kept
create or replace temp macro group_flow(p_periods, p_method, p_by, p_where, p_level) as table
select period_no, []::varchar[] as group_values, kind, amount, turn from period_flow(p_periods, p_method);

create or replace temp macro group_day(p_by, p_where, p_level) as table
select []::varchar[] as group_values, on_date, change, turn from day_total;

create or replace temp macro group_movement(p_periods, p_method, p_by, p_where, p_level, p_first, p_last) as table
select customer_key, period_no, step_from, step_last, '' as product, []::varchar[] as group_values, kind, amount, r0, r1
from movement(p_periods, p_method, p_first := p_first, p_last := p_last);

create or replace temp macro group_fx(p_periods, p_by, p_where) as table
select period_no, []::varchar[] as group_values, sum(fx) as fx from currency_step(p_periods, 'net') group by period_no;
