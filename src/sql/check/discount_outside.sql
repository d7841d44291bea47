-- a line whose discount is below 0 % or above 100 %; at stake is what the discount makes of its ARR, in a currency without a rate the line's
with outside as (
  select line_key, line_id, customer_id, product, discount_percent, discount_percent like '-%' as is_below, priced_cell.currency
  from present_line join customer using (customer_key) join priced_cell using (cell_key)
  where coalesce(try_cast(discount_percent as decimal(38, 10)) not between 0 and 100, true)
), carried as (
  select line_key, abs(list_arr - arr) as arr, abs(native) as native from arr_line where from_on <= cast($on as date) and cast($on as date) < to_on
  union all
  select line_key, null, abs(native) from unrated_line where from_on <= cast($on as date) and cast($on as date) < to_on
)
select line_key, line_id as subject, line_id as line, customer_id as customer, product, discount_percent as percent, is_below, 1 as lines,
  rated_stake(arr, native) as arr_at_stake, unrated_stake(arr, native, currency) as unrated
from outside left join carried using (line_key);
