-- customers whose lines decisions put together or take apart: they are worked out together, under the smallest of their keys
create or replace temp table customer_home as
with recursive pair as (
  select distinct landed_key as one, customer_set as other from decided_line where scenario_no = 0 and customer_set <> landed_key
  union
  select customer_key, head_key from customer_head where scenario_no = 0
  union
  select decided_field.landed_key, replaced.customer_key   -- a line that is left out, or may be as a copy, takes nobody's place
  from line_version as replaced join (line_version as mine join decided_field using (line_key)) on replaced.line_id = mine.replaces
  where scenario_no = 0 and (is_out or copied_from is not null) and mine.replaces <> '' and replaced.superseded_at is null and replaced.customer_key <> decided_field.landed_key
), edge as (
  select one, other from pair union select other, one from pair
), reach as (
  select one as customer_key, other from edge
  union
  select reach.customer_key, edge.other from reach join edge on edge.one = reach.other
)
select customer_key, min(least(customer_key, other)) as home_key from reach group by customer_key;
