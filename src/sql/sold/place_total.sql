-- line x [from_on, to_on) x group in which it stands: without a cut everything is the one group without values
create or replace temp macro sold_place(p_by, p_where) as table
select 0 as period_no, line_key, date '0001-01-01' as from_on, date '9999-12-31' as to_on, []::varchar[] as group_values from sold_line;
