-- the periods of a question, numbered from 1, half-open
create or replace temp macro period_list(p_periods) as table
select unnest(from_json(p_periods, '[{"period_no": "INTEGER", "period": "VARCHAR", "from_date": "DATE", "to_date": "DATE"}]'), recursive := true);

-- whether what belongs to a period, or to each of them (0), takes part in this one
create or replace temp macro is_of_period(p_period_no, p_this_no) as p_period_no = 0 or p_period_no = p_this_no;
