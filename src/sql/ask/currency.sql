-- a line in another currency than the one before it of its customer and product
with follower as (
  select line.line_id, line.landed_key, line.customer_key, counted_line.product_key, priced_cell.currency, line.amount,
    lag(line.line_id) over pair as other, lag(priced_cell.currency) over pair as before_currency
  from counted_line join present_line as line using (line_key) join priced_cell on priced_cell.cell_key = line.cell_key
  where counted_line.kind = 'recurring' and counted_line.begin_on < counted_line.end_on
    and not is_adjustment(counted_line.line_key)
  window pair as (partition by line.customer_key, counted_line.product_key order by line.start_date, line.line_id)
)
select 'currency|' || line_id as question_key, customer_id || ', ' || product as subject, [landed_key] as customers, 0::hugeint as stake,
  {'customer': customer_id, 'product': product, 'line': line_id, 'other': other, 'currency': currency, 'before_currency': before_currency, 'amount': amount} as facts,
  [as_it_is('as_written'), choice_of('in_' || before_currency, [line_set(line_id, 'currency', before_currency)])] as choices
from follower
  join customer on customer.customer_key = follower.customer_key
  join product on product.product_key = follower.product_key
where currency <> before_currency;
