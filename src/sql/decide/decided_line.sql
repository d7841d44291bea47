-- set x present line that it names. A decision names lines by what they are called, so that it holds for the versions that later
-- imports bring; customer_product is a product of one customer, by its key
create or replace temp view set_line as
select scenario_no, rank, field, value, line_key, customer_key as landed_key
from set_in_force join line_version on line_id = target_id where target = 'line' and superseded_at is null
union all
select scenario_no, rank, field, value, line_key, customer_key
from set_in_force join customer on customer_id = target_id join line_version using (customer_key)
where superseded_at is null and (target = 'customer' or target = 'name' and customer_name = target_name)
union all
select scenario_no, rank, field, value, line_key, customer_key
from set_in_force join cell on product = target_id join line_version using (cell_key)
where target = 'product' and superseded_at is null and kind = ''
union all
select scenario_no, rank, field, value, line_key, customer_key
from set_in_force join line_version on customer_key = try_cast(target_name as integer) join cell on cell.cell_key = line_version.cell_key and product = target_id
where target = 'customer_product' and superseded_at is null and kind = '';

-- scenario x present line that a decision names: the fields that it sets, null where it sets none
create or replace temp table decided_line as
with last as (
  select scenario_no, line_key, any_value(landed_key) as landed_key, field, arg_max(value, rank) as value from set_line group by scenario_no, line_key, field
), model as (           -- the line whose cell is taken
  select scenario_no, last.line_key, any_value(cell_key) as cell_set
  from last join line_version on line_id = value where field = 'cell_as' and superseded_at is null group by scenario_no, last.line_key
), payer as (
  select scenario_no, line_key, customer_key as customer_set from last join customer on customer_id = value where field = 'customer'
)
select scenario_no, line_key, any_value(landed_key) as landed_key, any_value(customer_set) as customer_set, any_value(cell_set) as cell_set,
  max(value) filter (where field = 'kind') as kind_set,
  max(value) filter (where field = 'amount_per') as amount_per_set,
  cast(max(value) filter (where field = 'discount_until') as date) as discount_until_set,
  cast(max(value) filter (where field = 'runs_until') as date) as runs_until,
  cast(max(value) filter (where field = 'begins_on') as date) as begins_on,
  count(*) filter (where field = 'auto_renewed' and value = 'yes') > 0 as is_auto_renewed,
  count(*) filter (where field = 'left_out' and value = 'yes') > 0 as is_left_out,
  max(value) filter (where field = 'cut_by') as cut_by,
  max(value) filter (where field = 'customer') as customer_named
from last left join model using (scenario_no, line_key) left join payer using (scenario_no, line_key)
group by scenario_no, line_key;

-- customers whose lines decisions put together or take apart: they are worked out together, under the smallest of their keys
create or replace temp table customer_home as
with recursive pair as (
  select distinct landed_key as one, customer_set as other from decided_line where scenario_no = 0 and customer_set <> landed_key
), edge as (
  select one, other from pair union select other, one from pair
), reach as (
  select one as customer_key, other from edge
  union
  select reach.customer_key, edge.other from reach join edge on edge.one = reach.other
)
select customer_key, min(least(customer_key, other)) as home_key from reach group by customer_key;
