-- a line signed $backlog months ago or more that is not live yet; none where that is no number
select 'not_live|' || line_id as question_key, customer_id || ', ' || product as subject, [landed_key] as customers, max(arr) as stake,
  {'customer': customer_id, 'product': product, 'line': line_id, 'signed_on': cast(signed_on as varchar), 'begin_on': cast(counted_line.begin_on as varchar)} as facts,
  [as_it_is('waits'), choice_of('live', [line_set(line_id, 'begins_on', signed_on)]), choice_of('fell_through', [line_set(line_id, 'left_out', 'yes')])] as choices
from counted_line
  join present_line using (line_key)
  join arr_line on arr_line.line_key = counted_line.line_key and arr_line.from_on = counted_line.begin_on
  join customer on customer.customer_key = counted_line.customer_key
  join product on product.product_key = counted_line.product_key
where counted_line.begin_on > cast($on as date) and add_months(signed_on, try_cast($backlog as integer)) <= cast($on as date) and arr_line.arr > 0
group by line_id, customer_id, product, landed_key, signed_on, counted_line.begin_on;
