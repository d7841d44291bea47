-- one row a size band on a day, also an empty one; or, by $list, one for each band that customers stood in on an earlier day ($since) and the one they stand in now.
-- The band is that of all that a customer has, the rest of what is kept of it
with band as materialized (
  select band_no, from_arr, tier from tier_band($bands)
  union all
  select 0, 0, 'below ' || arg_min(tier, from_arr) from tier_band($bands)
), placed as materialized (
  select * from payer_band($bands, cast($on as date), to_json([cast($owner as varchar)])::varchar, $where)
), owned as (           -- who has any kept ARR of the day under an owner
  select distinct customer_key
  from cut_line(cut_columns(to_json([cast($owner as varchar)])::varchar, $where, 'customer')) as line
    join kept_cell(to_json([cast($owner as varchar)])::varchar, $where, 'customer') as kept_cell using (group_no)
  where from_on <= cast($on as date) and cast($on as date) < to_on and arr > 0 and shown_values[1] <> ''
), tallied as (
  select band_no, count(*) filter (where arr > 0) as customers, sum(arr) as arr, count(owned.customer_key) filter (where arr > 0) as covered from placed left join owned using (customer_key) group by band_no
), stood as (
  select * from payer_band($bands, coalesce(cast($since as date), add_months(cast($on as date) + 1, -12) - 1), to_json([cast($owner as varchar)])::varchar, $where) where $list = 'moves'
), moved as (           -- band -1: no customer on that day
  select coalesce(stood.band_no, -1) as from_no, coalesce(placed.band_no, -1) as to_no, count(*) filter (where stood.arr > 0 or placed.arr > 0) as customers,
    coalesce(sum(stood.arr), 0) as opening, coalesce(sum(placed.arr), 0) as closing
  from stood full join placed using (customer_key) where $list = 'moves' and (stood.arr <> 0 or placed.arr <> 0) group by from_no, to_no
), listed as (
  select band_no as first_no, 0 as second_no, tier, from_arr, null as from_tier, null as to_tier, coalesce(customers, 0) as customers, coalesce(arr, 0) as arr, covered,
    null::hugeint as opening, null::hugeint as closing
  from band left join tallied using (band_no) where $list = 'tiers' and (band_no > 0 or customers > 0)
  union all
  select from_no, to_no, null, null, case when from_no < 0 then 'none' else was.tier end, case when to_no < 0 then 'none' else now.tier end, customers, null, null, opening, closing
  from moved left join band as was on was.band_no = from_no left join band as now on now.band_no = to_no
)
select tier, from_arr, from_tier, to_tier, customers, arr, opening, closing, ratio(arr, sum(arr) over ()) as share, ratio(covered, customers) as coverage
from listed order by first_no, second_no;
