-- a line that ends on the day on which it starts: it never counts
select line_key, line_id as subject, line_id as line, customer_id as customer, start_date, amount, quantity, amount_per, 1 as lines, null::bigint as arr_at_stake
from present_line join customer using (customer_key) cross join policy
where end_date + case when policy.end_date_convention = 'inclusive' then 1 else 0 end = start_date;
