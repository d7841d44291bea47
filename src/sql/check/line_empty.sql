-- a line that ends on the day on which it starts: it never counts, whatever it would carry if it had no end
select line_key, line_id as subject, line_id as line, customer_id as customer, start_date, amount, quantity, amount_per, 1 as lines,
  rated_stake(arr, native) as arr_at_stake, unrated_stake(arr, native, priced_cell.currency) as unrated
from present_line join customer using (customer_key) join priced_cell using (cell_key)
  left join (select * from carried_on(cast($on as date)) where basis = 'empty') using (line_key)
  cross join policy
where end_date + case when coalesce(is_end_inclusive, policy.end_date_convention = 'inclusive') then 1 else 0 end = start_date;
