-- a line without an end of which notice was given by the day: it counts on
select line_key, line_id as subject, line_id as line, customer_id as customer, line_version.cancelled_on, 1 as lines, sum(arr) as arr_at_stake
from arr_line join counted_line using (line_key) join line_version using (line_key) join customer on customer.customer_key = arr_line.customer_key
where is_open and line_version.cancelled_on <= cast($on as date) and from_on <= cast($on as date) and cast($on as date) < to_on
group by line_key, line_id, customer_id, line_version.cancelled_on;
