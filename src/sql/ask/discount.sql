-- a discount that nothing ends on a line that is live and lasts longer than a year: for ever, or for the first year only
select 'discount|' || line_id as question_key, customer_id || ', ' || product as subject, [landed_key] as customers, arr_line.list_arr - arr_line.arr as stake,
  {'customer': customer_id, 'product': product, 'line': line_id, 'discount_percent': discount_percent, 'discount_amount': discount_amount,
    'start_on': cast(counted_line.start_date as varchar), 'year_on': cast(add_months(counted_line.start_date, 12) as varchar)} as facts,
  [as_it_is('for_ever'), choice_of('ends', [line_set(line_id, 'discount_until', add_months(counted_line.start_date, 12))])] as choices
from arr_line
  join counted_line using (line_key)
  join present_line using (line_key)
  join customer on customer.customer_key = counted_line.customer_key
  join product on product.product_key = counted_line.product_key
where from_on <= cast($on as date) and cast($on as date) < to_on and gross_num <> net_num and discount_until is null
  and arr_line.list_arr > arr_line.arr and (counted_line.is_open or counted_line.end_on > add_months(counted_line.start_date, 12));
