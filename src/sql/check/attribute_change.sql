-- an attribute that changes from one line of a customer and product to the next, with its largest change. One whose values are
-- nearly all different names lines and does not group them: it is left out
with piece as (
  select line_key, customer_key, product_key, cell_key, from_on, arr,
    max((to_on - date '1970-01-01') * 10000000000 + line_key) over (
      partition by customer_key, product_key order by from_on, line_key rows between unbounded preceding and 1 preceding) as latest,
    max(to_on) over (
      partition by customer_key, product_key, cell_key order by from_on, line_key rows between unbounded preceding and 1 preceding) as same_to
  from arr_line where arr > 0
), follower as (        -- nothing of the pair runs on beside it, so it takes over from the line that ended last
  select *, latest % 10000000000 as was_key, date '1970-01-01' + cast(latest // 10000000000 as integer) as was_to
  from piece where latest // 10000000000 <= from_on - date '1970-01-01'
), turn as (
  select follower.line_key, was_key, arr, from_on, follower.cell_key, was.cell_key as was_cell
  from follower join line_version as was on was.line_key = was_key
  where follower.cell_key <> was.cell_key and coalesce(same_to < was_to, true)
), cell_turn as (
  select turned.*, old.attrs as was_attrs, new.attrs, unnest(list_distinct(list_concat(map_keys(old.attrs), map_keys(new.attrs)))) as attribute
  from (select distinct cell_key, was_cell from turn) as turned
    join cell as old on old.cell_key = was_cell
    join cell as new on new.cell_key = turned.cell_key
), difference as (
  select cell_key, was_cell, attribute, coalesce(was_attrs[attribute], '') as was_value, coalesce(attrs[attribute], '') as value from cell_turn
), changed as (
  select attribute, count(*) as lines, sum(arr) as arr_at_stake,
    unnest(arg_max(struct_pack(line_key := line_key, was_key := was_key, was_value := was_value, value := value, from_on := from_on), (arr, -line_key)))
  from turn join difference using (cell_key, was_cell)
  where was_value <> value and attribute <> 'description'
  group by attribute
  having count(*) < 10 or count(distinct value) * 10 < count(*) * 9
)
select changed.* exclude (was_key), attribute as subject, mine.line_id as line, was.line_id as other, customer_id as customer, product
from changed
  join line_version as mine on mine.line_key = changed.line_key
  join line_version as was on was.line_key = was_key
  join customer on customer.customer_key = mine.customer_key
  join cell on cell.cell_key = mine.cell_key;
