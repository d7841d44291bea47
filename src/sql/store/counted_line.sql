-- the scope's counted lines, in the order of customers
insert into counted_line by name
select line_key, customer_key, cell_key, product_key, kind, start_date, term_end, is_open, months, begin_on, end_on, cut_on, factor_rule, factor_num, factor_den
from counted_line_scope order by customer_key, line_key;
