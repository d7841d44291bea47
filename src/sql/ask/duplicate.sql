-- lines with ids of their own that are otherwise one row
select 'duplicate|' || customer_id || '|' || min(line_id) as question_key, customer_id || ', ' || product as subject, list(distinct landed_key) as customers,
  cast(sum(arr) - max(arr) as hugeint) as stake,
  {'customer': customer_id, 'product': product, 'lines': list(line_id order by line_id)} as facts,
  [as_it_is('all_count'), choice_of('one_counts', copies_of(list(line_id order by line_id)))] as choices
from (select line_key, customer_key, product_key, max(arr) as arr from arr_line group by line_key, customer_key, product_key) as worth
  join present_line using (line_key)
  join customer on customer.customer_key = worth.customer_key
  join product on product.product_key = worth.product_key
where arr > 0 and not is_adjustment(line_key)
group by customer_id, product, cell_key, kind, amount, quantity, amount_per, amount_every, start_date, end_date, discount_percent, discount_amount, discount_until, replaces
having count(*) > 1;
