-- a present line that is in no figure, with the doubt about it: left_out by its kind or the plan rules, or empty, as its term holds no day
create or replace temp table doubtful_line as
select line_key, customer_key, product_key, 'left_out' as doubt
from line_version join cell using (cell_key)
where superseded_at is null and line_key not in (select counted_line.line_key from counted_line)
  and line_key not in (select decided_line.line_key from decided_line where is_left_out)
union all
select line_key, customer_key, product_key, 'empty'
from counted_line where start_date = term_end;
