-- the scope's counted lines, in the order of customers
insert into counted_line by name
select line.line_key, line.customer_key, line.cell_key, line.product_key, kind, line.start_date, term_end, is_open, months, line.begin_on, line.end_on, cut_on, factor_rule, factor_num, factor_den,
  runs_by, step_months, step_days, switch_on, now_native, list_native
from counted_line_scope as line left join line_price using (line_key) order by line.customer_key, line_key;
