-- delicate pairs: under latest_start the parts of a line during which no line that began later is active, else the whole line
create or replace temp table covering_line as
with mine as (
  select priced_line.* from priced_line join delicate_pair using (customer_key, product_key) where not is_adjusted
), span as (            -- a line's whole time, whatever its prices
  select line_key, customer_key, product_key, begin_on, min(from_on) as from_on, max(to_on) as to_on
  from mine group by line_key, customer_key, product_key, begin_on
), boundary as (
  select customer_key, product_key, from_on as on_day from mine
  union
  select customer_key, product_key, to_on from mine
), piece as (
  select customer_key, product_key, on_day as from_on, lead(on_day) over (partition by customer_key, product_key order by on_day) as to_on
  from boundary
), latest as (          -- per piece of time, the latest begin among the lines active in it
  select piece.*, max(span.begin_on) as latest_on
  from piece join span on span.customer_key = piece.customer_key and span.product_key = piece.product_key
    and span.from_on <= piece.from_on and piece.from_on < span.to_on
  group by piece.customer_key, piece.product_key, piece.from_on, piece.to_on
)
select mine.* exclude (from_on, to_on), latest.from_on, latest.to_on
from mine
  join latest on latest.customer_key = mine.customer_key and latest.product_key = mine.product_key
    and latest.from_on >= mine.from_on and latest.from_on < mine.to_on and latest.latest_on = mine.begin_on
  cross join policy
where policy.overlap = 'latest_start'
union all by name
select mine.* from mine cross join policy where policy.overlap = 'sum';
