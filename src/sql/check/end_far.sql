-- an end so far ahead that it is read as no end, with its lines
select min(line_key) as line_key, cast(end_date as varchar) as subject, end_date, arg_min(line_id, line_key) as line, count(*) as lines, null::bigint as arr_at_stake
from present_line cross join policy
where end_date + case when policy.end_date_convention = 'inclusive' then 1 else 0 end >= date '2099-12-31'
group by end_date;
