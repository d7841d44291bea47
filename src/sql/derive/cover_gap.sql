-- customer x product x [gap_on, held_to): days without cover during which the last covered day's ARR is held
create or replace temp table cover_gap as
with leaf_day as (      -- a leaf is what cover looks at: attributes and currency
  select customer_key, product_key, coalesce(alike_key, cell_key) as leaf_key, on_day, sum(native) as change
  from (select customer_key, product_key, cell_key, from_on as on_day, native from covering_line
        union all
        select customer_key, product_key, cell_key, to_on, -native from covering_line) as edge
    left join cell_alike using (cell_key)
  group by customer_key, product_key, leaf_key, on_day
), leaf_state as (
  select customer_key, product_key, on_day,
    sum(change) over leaf as after, sum(change) over leaf - change as before
  from leaf_day
  window leaf as (partition by customer_key, product_key, leaf_key order by on_day rows between unbounded preceding and current row)
), pair_day as (
  select customer_key, product_key, on_day,
    sum(case when after <> 0 then 1 else 0 end - case when before <> 0 then 1 else 0 end) as turn
  from leaf_state group by customer_key, product_key, on_day
), pair_state as (
  select customer_key, product_key, on_day,
    sum(turn) over pair as live, sum(turn) over pair - turn as was_live
  from pair_day
  window pair as (partition by customer_key, product_key order by on_day rows between unbounded preceding and current row)
), edge as (
  select customer_key, product_key, on_day, live > 0 as covered,
    lead(on_day) over (partition by customer_key, product_key order by on_day) as next_on
  from pair_state where (live > 0) <> (was_live > 0)
)
select customer_key, product_key, on_day as gap_on,
  case when policy.renewal_gap = 'hold_until_lapsed' then least(on_day + policy.grace_days, coalesce(next_on, date '9999-12-31'))
    else next_on end as held_to
from edge cross join policy
where not covered and on_day < date '9999-01-01'
  and (policy.renewal_gap = 'hold_until_lapsed' or next_on - on_day <= policy.grace_days);
