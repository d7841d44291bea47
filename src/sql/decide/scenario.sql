-- ways to decide, each for a scope: the decisions that stand, up to a rank, and what is chosen on top of them
create or replace temp table scenario as
select unnest(from_json($scenarios, '[{"scenario_no": "BIGINT", "scope_no": "BIGINT", "most_rank": "BIGINT",
  "sets": [{"target": "VARCHAR", "target_id": "VARCHAR", "target_name": "VARCHAR", "field": "VARCHAR", "value": "VARCHAR"}]}]'), recursive := false) as told;

-- what is chosen comes after what stands, each in its place; a set that names a product names it for the customers of the scope only
create or replace temp table set_in_force as
with member as (
  select distinct scope_no, customer_key from scope_mate
), chosen as (
  select told.scenario_no, told.scope_no, 1000000000 + generate_subscripts(told.sets, 1) as rank, unnest(told.sets, recursive := true) from scenario
), told_set as (
  select scenario_no, scope_no, rank, target, target_id, target_name, field, value from chosen
  union
  select scenario.scenario_no, scenario.scope_no, standing_set.rank, target, target_id, target_name, field, value
  from (select told.scenario_no, told.scope_no, told.most_rank from scenario) as scenario
    join member on member.scope_no = scenario.scope_no
    join standing_reach on standing_reach.customer_key = member.customer_key and standing_reach.rank <= scenario.most_rank
    join standing_set on standing_set.rank = standing_reach.rank
)
select * exclude (scope_no) from told_set where target <> 'product'
union all
select scenario_no, rank, 'customer_product', target_id, cast(customer_key as varchar), field, value
from told_set join member using (scope_no) where target = 'product';
