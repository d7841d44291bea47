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
