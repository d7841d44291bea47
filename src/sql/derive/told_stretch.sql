-- the file's customer x [from_on, to_on) x attributes that its lines go by: what files about customers say fills what a line leaves empty;
-- under segment_change: restate_current the attributes of its latest line (is_instead) take the place of all
create or replace table told_stretch as
with fact as (
  select customer_key, coalesce(from_date, date '0001-01-01') as from_on, name, value, fact_key
  from customer_fact join customer using (customer_id) where superseded_at is null and name not in ('name', 'parent_id', 'parent_name')
), bound as (
  select customer_key, from_on from fact union select customer_key, date '0001-01-01' from fact
), word as (
  select bound.customer_key, bound.from_on, name, arg_max(value, (fact.from_on, fact_key)) as value
  from bound join fact on fact.customer_key = bound.customer_key and fact.from_on <= bound.from_on
  group by bound.customer_key, bound.from_on, name
), told as (
  select customer_key, from_on, map_from_entries(list(struct_pack(k := name, v := value)) filter (where name is not null)) as told
  from bound left join word using (customer_key, from_on) group by customer_key, from_on
), stretch as (
  select customer_key, from_on, lead(from_on, 1, date '9999-12-31') over (partition by customer_key order by from_on) as to_on, coalesce(told, map {}) as told from told
), last_word as (
  select * from stretch where to_on = date '9999-12-31'
)
select stretch.*, false as is_instead from stretch cross join policy where policy.segment_change <> 'restate_current'
union all
select coalesce(restated.customer_key, last_word.customer_key), date '0001-01-01', date '9999-12-31', map_concat(coalesce(told, map {}), coalesce(attrs, map {})), attrs is not null
from restated_customer as restated full join last_word using (customer_key) cross join policy where policy.segment_change = 'restate_current';
