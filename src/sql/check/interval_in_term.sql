-- an interval of a line that is empty, or outside the time in which the line counts without being held
select 'Line ' || line_id || ' of customer ' || customer_id || ' counts' as subject, 'text' as unit,
  'from ' || from_on || ' to ' || to_on as found,
  coalesce('within ' || counted_line.begin_on || ' to ' || counted_line.end_on, 'at all') as wanted
from arr_line
  left join counted_line using (line_key)
  left join line_version using (line_key)
  left join customer on customer.customer_key = arr_line.customer_key
where from_on >= to_on or counted_line.line_key is null or from_on < counted_line.begin_on or to_on > counted_line.end_on and not is_held;
