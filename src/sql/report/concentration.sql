-- the customers with the most ARR on a day, one row each, with their share of all of it that is kept; HHI is of all customers with ARR above zero in it
with live as (
  select customer_key, sum(arr) as arr from cell_line('[]', $where, 'customer') where from_on <= cast($on as date) and cast($on as date) < to_on group by customer_key
), total as (           -- squares of amounts are counted in units that keep them within 128 bits
  select sum(arr) as whole, sum(arr) filter (where arr > 0) as above, greatest(1, sum(arr) filter (where arr > 0) // 1000000000000000) as unit from live
), squared as (
  select sum(cast(arr // unit as hugeint) * (arr // unit)) as squares from live cross join total where arr > 0
), ranked as (
  select row_number() over (order by arr desc, customer_id) as rank, customer_key, customer_id, arr, sum(arr) over (order by arr desc, customer_id rows unbounded preceding) as so_far
  from live join payer() as payer using (customer_key) where arr > 0
)
select rank, customer_id as customer, coalesce(name, customer_id) as name, arr, ratio(arr, whole) as share, ratio(so_far, whole) as cumulative_share,
  ratio(squares, cast(above // unit as hugeint) * (above // unit)) as hhi
from ranked cross join total cross join squared
  left join customer_name((select list(customer_key) from ranked where rank <= cast($top as bigint))) as shown using (customer_key)
where rank <= cast($top as bigint) order by rank;
