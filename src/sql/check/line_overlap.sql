-- two lines of one customer and product that run at the same time, the later with the one before it that lasts longest; both count
with piece as (
  select customer_key, product_key, line_key, from_on, to_on, arr from arr_line where arr > 0 and not is_held and not is_adjustment(line_key)
), placed as (          -- the earlier piece that lasts longest, as one number: days since 1970 and then its line
  select *, max((to_on - date '1970-01-01') * 10000000000 + line_key) over (
      partition by customer_key, product_key order by from_on, line_key rows between unbounded preceding and 1 preceding) as longest
  from piece
), overlap as (
  select customer_key, product_key, line_key, from_on, to_on, arr, longest % 10000000000 as other_key,
    date '1970-01-01' + cast(longest // 10000000000 as integer) as other_to
  from placed where longest // 10000000000 > from_on - date '1970-01-01'
), pair as (
  select overlap.customer_key, overlap.product_key, overlap.line_key, other_key,
    min(overlap.from_on) as from_on, max(least(overlap.to_on, other_to)) as to_on, max(least(overlap.arr, other.arr)) as arr_at_stake
  from overlap join piece as other on other.line_key = other_key and other.to_on = other_to
  group by overlap.customer_key, overlap.product_key, overlap.line_key, other_key
)
select pair.line_key, mine.line_id as subject, mine.line_id as line, other.line_id as other, customer_id as customer, product,
  pair.from_on, case when pair.to_on < date '9999-01-01' then pair.to_on - 1 end as last_on, 1 as lines, arr_at_stake
from pair
  join line_version as mine on mine.line_key = pair.line_key
  join line_version as other on other.line_key = other_key
  join customer on customer.customer_key = pair.customer_key
  join product on product.product_key = pair.product_key;
