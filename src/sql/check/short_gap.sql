-- customer x product whose ARR falls to zero and comes back within 90 days: a late renewal, or a slip of a date. Adjustments are no cover
with pair_day as (
  select customer_key, product_key, on_date, sum(arr) as change
  from arr_change where not is_adjustment(line_key)
  group by customer_key, product_key, on_date having sum(arr) <> 0
), standing as (
  select *, sum(change) over pair as after, lead(on_date) over pair as back_on
  from pair_day window pair as (partition by customer_key, product_key order by on_date)
), gap as (
  select customer_key, product_key, on_date as gap_on, back_on, abs(after - change) as arr_at_stake
  from standing where after = 0 and back_on - on_date < 90
), around as (
  select gap.customer_key, gap.product_key, gap_on, back_on, arr_at_stake,
    arg_max(line_key, (arr, line_key)) filter (where from_on = back_on) as line_key,
    arg_max(line_key, (arr, line_key)) filter (where to_on = gap_on) as before_key
  from gap join arr_line as line on line.customer_key = gap.customer_key and line.product_key = gap.product_key
    and (line.from_on = back_on or line.to_on = gap_on)
  where arr <> 0 and not is_adjustment(line.line_key)
  group by gap.customer_key, gap.product_key, gap_on, back_on, arr_at_stake
)
select around.line_key, mine.line_id as subject, mine.line_id as line, before.line_id as other, customer_id as customer, product,
  gap_on, back_on, back_on - gap_on as days, 1 as lines, arr_at_stake
from around
  join line_version as mine on mine.line_key = around.line_key
  join line_version as before on before.line_key = before_key
  join customer on customer.customer_key = around.customer_key
  join product on product.product_key = around.product_key;
