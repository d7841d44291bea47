-- customers whose id or name holds a text, whatever its case and accents, the largest ARR first: one row a customer, with its ARR at the close of a day and what is said of it
with wanted as (
  select lower(strip_accents($text)) as text
), latest as (
  select customer_key, arg_max(customer_name, (start_date, line_id)) filter (where customer_name <> '') as name,
    arg_max(parent_id, (start_date, line_id)) filter (where parent_id <> '') as parent, arg_max(attrs, (start_date, line_id)) as attrs
  from line_version join cell using (cell_key) where superseded_at is null and not is_adjustment(line_key) group by customer_key
), known as (
  select customer_key, customer_id, coalesce(latest.name, told['name'], customer_id) as name, coalesce(parent, told['parent_id'], '') as parent,
    -- what lines leave empty is filled with what files about customers say
    map_concat(coalesce(told, map {}), coalesce(map_from_entries(list_filter(map_entries(attrs), e -> e.value <> '')), map {})) as attributes
  from customer left join latest using (customer_key) left join customer_told(cast($on as date)) using (customer_key)
), standing as (
  select customer_key, sum(arr) as arr from arr_line where from_on <= cast($on as date) and cast($on as date) < to_on group by customer_key
)
select customer_id as customer, name, parent, cast(coalesce(arr, 0) as hugeint) as arr,
  cast(to_json(map_from_entries(list_filter(map_entries(attributes), e -> e.key not in ('name', 'parent_id')))) as varchar) as attributes, count(*) over () as found
from known cross join wanted left join standing using (customer_key)
where contains(lower(strip_accents(customer_id)), text) or contains(lower(strip_accents(name)), text)
order by coalesce(arr, 0) desc, customer_id limit cast($limit as bigint);
