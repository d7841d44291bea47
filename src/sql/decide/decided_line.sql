-- customers that decisions make one x the one whom they are: where the latest word leads, followed to its end. Whoever is said to be
-- another goes with all that is said to be it; said the other way round later, the later holds
create or replace temp table customer_head as
with recursive said as (
  select distinct scenario_no, rank, mine.customer_key, other.customer_key as other_key
  from customer as other join (customer as mine join set_in_force on mine.customer_id = target_id) on other.customer_id = value
  where target = 'customer' and field = 'customer' and mine.customer_key <> other.customer_key
), edge as (
  select scenario_no, customer_key, other_key from said union select scenario_no, other_key, customer_key from said
), reach as (
  select * from edge
  union
  select reach.scenario_no, reach.customer_key, edge.other_key from reach join edge on edge.scenario_no = reach.scenario_no and edge.customer_key = reach.other_key
), mate as (
  select scenario_no, customer_key, min(least(customer_key, other_key)) as mate_key from reach group by scenario_no, customer_key
), last_said as (
  select scenario_no, customer_key, arg_max(other_key, rank) as other_key from said group by scenario_no, customer_key
), latest as (
  select scenario_no, mate_key, arg_max(other_key, rank) as first_key from said join mate using (scenario_no, customer_key) group by scenario_no, mate_key
), walk as (
  select scenario_no, mate_key, first_key, first_key as at_key, [first_key] as way from latest
  union all
  select walk.scenario_no, mate_key, first_key, other_key, list_append(way, other_key)
  from walk join last_said on last_said.scenario_no = walk.scenario_no and last_said.customer_key = at_key
  where not list_contains(way, other_key)
), last_step as (
  select scenario_no, mate_key, arg_max(at_key, len(way)) as at_key, any_value(first_key) as first_key from walk group by scenario_no, mate_key
), head as (
  select last_step.scenario_no, mate_key, case when last_said.customer_key is null then at_key else first_key end as head_key
  from last_step left join last_said on last_said.scenario_no = last_step.scenario_no and last_said.customer_key = at_key
)
select scenario_no, mate.customer_key, head_key from mate join head using (scenario_no, mate_key) where mate.customer_key <> head_key;

-- scenario x present line that a decision names: the fields that it sets, null where it sets none
create or replace temp table decided_line as
with last as (
  select scenario_no, line_key, any_value(landed_key) as landed_key, field, arg_max(value, rank) as value, list(distinct value order by value) as every_value
  from set_line where field <> 'customer' group by scenario_no, line_key, field
  union all
  select scenario_no, line_key, customer_head.customer_key, 'customer', customer_id, []
  from line_version join (customer join customer_head on customer.customer_key = head_key) on customer_head.customer_key = line_version.customer_key
  where superseded_at is null
), model as (           -- the line whose cell is taken, wholly or for its currency
  select scenario_no, mine.line_key, field, model_key, mine.cell_key as own_key
  from line_version as mine
    join (select last.*, line_version.cell_key as model_key from line_version join last on line_id = value
      where field in ('cell_as', 'currency_as') and superseded_at is null) as taken on taken.line_key = mine.line_key
), cell_taken as (      -- where both are said, the whole cell; a currency that no cell of the line has brings the model's cell
  select scenario_no, line_key, coalesce(max(model_key) filter (where field = 'cell_as'), min(like_mine.cell_key), max(model_key)) as cell_set
  from model
    join cell as taken on taken.cell_key = model_key
    join cell as own on own.cell_key = own_key
    left join cell as like_mine on field = 'currency_as' and like_mine.product_key = own.product_key and like_mine.currency = taken.currency
      and like_mine.attrs = own.attrs and like_mine.source = own.source
  group by scenario_no, line_key
), payer as (
  select scenario_no, line_key, coalesce(max(value) filter (where field = 'apart'), max(value) filter (where field = 'customer')) as customer_named
  from last where field in ('apart', 'customer') group by scenario_no, line_key
), copy as (           -- of a line that is there
  select distinct scenario_no, mine.line_key
  from line_version as first join (select scenario_no, line_key, value from set_line where field = 'copy_of') as mine on mine.value = first.line_id
  where first.superseded_at is null and first.line_key <> mine.line_key
), named as (
  select customer_id, customer_key as customer_set from customer semi join payer on payer.customer_named = customer_id
)
select scenario_no, line_key, any_value(landed_key) as landed_key, any_value(customer_set) as customer_set, any_value(cell_set) as cell_set,
  max(value) filter (where field = 'kind') as kind_set,
  max(value) filter (where field = 'amount_per') as amount_per_set,
  cast(max(value) filter (where field = 'discount_until') as date) as discount_until_set,
  cast(nullif(max(value) filter (where field = 'runs_until'), '') as date) as runs_until,
  cast(max(value) filter (where field = 'begins_on') as date) as begins_on,
  count(*) filter (where field = 'auto_renewed' and value = 'yes') > 0 as is_auto_renewed,
  count(*) filter (where field = 'left_out' and value = 'yes' or copy.line_key is not null) > 0 as is_left_out,
  any_value(every_value) filter (where field = 'cut_by') as cut_by,
  any_value(customer_named) as customer_named
from last left join cell_taken using (scenario_no, line_key) left join payer using (scenario_no, line_key)
  left join named on customer_id = customer_named
  left join copy using (scenario_no, line_key)
group by scenario_no, line_key;

-- customers whose lines decisions put together or take apart: they are worked out together, under the smallest of their keys
create or replace temp table customer_home as
with recursive pair as (
  select distinct landed_key as one, customer_set as other from decided_line where scenario_no = 0 and customer_set <> landed_key
  union
  select decided_line.landed_key, replaced.customer_key   -- a line that is left out takes nobody's place
  from line_version as replaced join (line_version as mine join decided_line using (line_key)) on replaced.line_id = mine.replaces
  where scenario_no = 0 and is_left_out and mine.replaces <> '' and replaced.superseded_at is null and replaced.customer_key <> decided_line.landed_key
), edge as (
  select one, other from pair union select other, one from pair
), reach as (
  select one as customer_key, other from edge
  union
  select reach.customer_key, edge.other from reach join edge on edge.one = reach.other
)
select customer_key, min(least(customer_key, other)) as home_key from reach group by customer_key;
