-- line x [from_on, to_on) x cell of a cut by attributes: the same in every period (period_no 0)
create or replace temp macro cut_cell(p_columns) as table
select * from attributed_cell(p_columns);

create or replace temp macro cut_line(p_columns, p_first := 0, p_last := 2147483647) as table
select 0 as period_no, * from attributed_line(p_columns, p_first := p_first, p_last := p_last);

-- nothing is worked out for each period
create or replace temp macro computed_names() as []::varchar[];

create or replace temp macro payer_dimension() as table
select null::integer as customer_key, null::integer as period_no, map {}::map(varchar, varchar) as told where false;

create or replace temp macro line_dimension() as table
select null::bigint as line_key, null::integer as period_no, map {}::map(varchar, varchar) as told where false;
