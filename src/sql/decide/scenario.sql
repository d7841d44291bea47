-- ways to decide, each for some customers: the decisions that stand, up to a rank, and what is chosen on top of them
create or replace temp table scenario as
select unnest(from_json($scenarios, '[{"scenario_no": "BIGINT", "customers": ["INTEGER"], "most_rank": "BIGINT",
  "sets": [{"target": "VARCHAR", "target_id": "VARCHAR", "target_name": "VARCHAR", "field": "VARCHAR", "value": "VARCHAR"}]}]'), recursive := false) as told;

create or replace temp table scenario_member as
with named as (
  select told.scenario_no, unnest(told.customers) as customer_key from scenario
)
select * from named
union
select named.scenario_no, mate.customer_key
from named join standing_home as mine using (customer_key) join standing_home as mate on mate.home_key = mine.home_key;

-- a set that names a product names it for the customers of the scenario only
create or replace temp table set_in_force as
with chosen as (
  select told.scenario_no, 1000000000 as rank, unnest(told.sets, recursive := true) from scenario
), told_set as (
  select scenario_no, rank, target, target_id, target_name, field, value from chosen
  union
  select scenario_no, standing_set.rank, target, target_id, target_name, field, value
  from (select told.scenario_no, told.most_rank from scenario) as scenario
    join scenario_member using (scenario_no)
    join standing_reach on standing_reach.customer_key = scenario_member.customer_key and standing_reach.rank <= scenario.most_rank
    join standing_set on standing_set.rank = standing_reach.rank
)
select * from told_set where target <> 'product'
union all
select scenario_no, rank, 'customer_product', target_id, cast(customer_key as varchar), field, value
from told_set join scenario_member using (scenario_no) where target = 'product';
