-- line x [from_on, to_on) x cell of a cut by attributes: the same in every period (period_no 0)
create or replace temp macro cut_cell(p_columns) as table
select * from attributed_cell(p_columns);

create or replace temp macro cut_line(p_columns, p_first := 0, p_last := 2147483647) as table
select 0 as period_no, * from attributed_line(p_columns, p_first := p_first, p_last := p_last);
