-- one row an interval of a doubtful line of the scope
insert into supposed_line by name
select cast($doubt as varchar) as doubt, line_key, from_on, to_on, native, arr
from arr_line_scope where line_key in (select doubtful_line.line_key from doubtful_line where doubt = $doubt)
union all by name
select cast($doubt as varchar) as doubt, line_key, from_on, least(to_on, coalesce(first_on, to_on)) as to_on, native
from placed_line left join (select currency, min(from_on) as first_on from fx_rate group by currency) as rated using (currency)
where (first_on is null or from_on < first_on) and line_key in (select doubtful_line.line_key from doubtful_line where doubt = $doubt);
