-- traits that five customers or more had a year ago and who expanded since so many times as often as all who were customers then
with span as (
  select from_date from period_list($year)
), opened as (
  select payer_key as customer_key, customer_key as own_key, cell_key, arr from arr_line cross join span where from_on < from_date and from_date <= to_on
), member as (
  select customer_key from opened group by customer_key having sum(arr) > 0
), grown as (
  select distinct customer_key from customer_flow($year, 'net') semi join member using (customer_key) where kind = 'expansion' and amount > 0
), trait as (           -- what lines say, and what files about customers say where a line says nothing
  select customer_key, product as value, 'product' as name from opened join cell using (cell_key) where arr <> 0
  union
  select customer_key, entry.value, entry.key from (select customer_key, unnest(map_entries(attrs)) as entry from opened join cell using (cell_key) where arr <> 0)
  union
  select opened.customer_key, entry.value, entry.key
  from opened join cell using (cell_key) join (select customer_key as own_key, unnest(map_entries(told)) as entry from customer_told((select from_date - 1 from span))) as said using (own_key)
  where coalesce(attrs[entry.key], '') = '' and entry.key not in ('name', 'parent_id')
), counted as (
  select name, value, count(*) as members, count(grown.customer_key) as grown
  from trait semi join member using (customer_key) left join grown using (customer_key)
  where value <> '' group by name, value having count(*) >= 5
), total as (
  select cast((select count(*) from member) as hugeint) as members, cast((select count(*) from grown) as hugeint) as grown
)
select counted.name || ' ' || counted.value as subject, ratio(counted.grown * total.members, counted.members * total.grown) as figure, cast($threshold as hugeint) as threshold
from counted cross join total
where total.grown > 0 and counted.grown * total.members * 1000000 > counted.members * total.grown * cast($threshold as hugeint);
