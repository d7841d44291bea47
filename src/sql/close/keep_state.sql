-- the lines of the derivation in use that carry ARR at the close of the day
insert into state_line by name
select cast($step as integer) as step_no, line_id, any_value(arr_line.customer_key) as customer_key, any_value(product_key) as product_key, sum(arr) as arr
from arr_line join line_version using (line_key)
where from_on <= cast($on as date) and cast($on as date) < to_on
group by line_id;
