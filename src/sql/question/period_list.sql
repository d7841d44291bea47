-- the periods of a question, numbered from 1, half-open
create or replace temp macro period_list(p_periods) as table
select unnest(from_json(p_periods, '[{"period_no": "INTEGER", "period": "VARCHAR", "from_date": "DATE", "to_date": "DATE"}]'), recursive := true);
