-- a line worth eight times as much as the one before it of its customer and product, or an eighth: its price may be for another period
with priced as (
  select line_key, customer_key, product_key, cell_key, arg_min(native, from_on) as native, arg_min(arr, from_on) as arr from arr_line where arr > 0 and line_key not in (select adjusted_line.line_key from adjusted_line) group by all
), follower as (
  select priced.*, line.line_id, line.landed_key, line.amount, line.amount_per, lag(native) over pair as before_native, lag(arr) over pair as before_arr,
    lag(line.line_id) over pair as other, lag(priced_cell.currency) over pair as before_currency, priced_cell.currency
  from priced join present_line as line using (line_key) join priced_cell on priced_cell.cell_key = priced.cell_key
  window pair as (partition by priced.customer_key, priced.product_key order by line.start_date, line.line_id)
), odd as (
  select *, native > before_native as is_more from follower where currency = before_currency and (native >= 8 * before_native or 8 * native <= before_native)
), repriced as (
  select *, case when is_more and amount_per in ('month', 'quarter', 'week', 'half_year') then 'year' when not is_more and amount_per = 'year' then 'month' end as other_per from odd
)
select 'amount|' || line_id as question_key, customer_id || ', ' || product as subject, [landed_key] as customers, abs(arr - before_arr) as stake,
  {'customer': customer_id, 'product': product, 'line': line_id, 'other': other, 'amount': amount, 'amount_per': amount_per, 'is_more': is_more} as facts,
  [as_it_is('as_written'), case when other_per is null then choice_of('left_out', [line_set(line_id, 'left_out', 'yes')])
    else choice_of('per_' || other_per, [line_set(line_id, 'amount_per', other_per)]) end] as choices
from repriced
  join customer on customer.customer_key = repriced.customer_key
  join product on product.product_key = repriced.product_key;
