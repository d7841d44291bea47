-- one row a line of the scope that was signed before it begins, at its price of the first day
insert into signed_line by name
select line_key, line.customer_key, line.product_key, price.currency, coalesce(line.signed_on, line.start_date) as signed_on, line.start_date,
  line.begin_on, line.end_on, native
from counted_line_scope as line join priced_line as price using (line_key)
where coalesce(line.signed_on, line.start_date) < line.begin_on and price.from_on = line.begin_on
order by line.customer_key, line_key;
