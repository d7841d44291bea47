-- a line that follows another of its customer and product with other attributes. An attribute whose values are nearly all different
-- names lines and does not group them: its changes are left out
with varied as (
  select customer_key, product_key from arr_line where arr > 0 group by customer_key, product_key having min(cell_key) <> max(cell_key)
), piece as (
  select line_key, customer_key, product_key, cell_key, from_on, arr,
    max((to_on - date '1970-01-01') * 10000000000 + line_key) over (
      partition by customer_key, product_key order by from_on, line_key rows between unbounded preceding and 1 preceding) as latest,
    max(to_on) over (
      partition by customer_key, product_key, cell_key order by from_on, line_key rows between unbounded preceding and 1 preceding) as same_to
  from arr_line semi join varied using (customer_key, product_key) where arr > 0 and not is_adjustment(line_key)
), follower as (        -- nothing of the pair runs on beside it, so it takes over from the line that ended last
  select *, latest % 10000000000 as was_key, date '1970-01-01' + cast(latest // 10000000000 as integer) as was_to
  from piece where latest // 10000000000 <= from_on - date '1970-01-01'
), turn as (
  select follower.line_key, was_key, was.line_id as other, from_on, arr, follower.cell_key, was.cell_key as was_cell
  from follower join line_version as was on was.line_key = was_key
  where follower.cell_key <> was.cell_key and coalesce(same_to < was_to, true)
), cell_turn as (
  select turned.*, old.attrs as was_attrs, new.attrs, unnest(list_distinct(list_concat(map_keys(old.attrs), map_keys(new.attrs)))) as attribute
  from (select distinct cell_key, was_cell from turn) as turned
    join cell as old on old.cell_key = was_cell
    join cell as new on new.cell_key = turned.cell_key
), difference as (
  select cell_key, was_cell, attribute, coalesce(was_attrs[attribute], '') as was_value, coalesce(attrs[attribute], '') as value
  from cell_turn where attribute <> 'description' and was_attrs[attribute] is distinct from attrs[attribute]
), grouping_attribute as (
  select attribute from difference group by attribute having count(*) < 10 or count(distinct value) * 10 < count(*) * 9
), told as (
  select cell_key, was_cell, string_agg(attribute || ' (' || coalesce(nullif(was_value, ''), 'empty') || ', now ' || coalesce(nullif(value, ''), 'empty') || ')', ', ' order by attribute) as changes,
    list({'attribute': attribute, 'was': was_value, 'now': value} order by attribute) as differences
  from difference semi join grouping_attribute using (attribute)
  group by cell_key, was_cell
)
select turn.line_key, line_id as subject, line_id as line, other, customer_id as customer, product, changes, differences, from_on, 1 as lines, arr as arr_at_stake
from turn
  join told using (cell_key, was_cell)
  join line_version using (line_key)
  join customer using (customer_key)
  join cell on cell.cell_key = turn.cell_key;
