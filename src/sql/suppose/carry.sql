-- one row an interval of a doubtful line of the scope
insert into supposed_line by name
select cast($doubt as varchar) as doubt, line_key, from_on, to_on, native, arr
from arr_line_scope where line_key in (select doubtful_line.line_key from doubtful_line where doubt = $doubt)
union all by name
select cast($doubt as varchar) as doubt, line_key, from_on, to_on, native
from placed_line anti join fx_rate using (currency) where line_key in (select doubtful_line.line_key from doubtful_line where doubt = $doubt);
