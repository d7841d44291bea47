-- the file's customer x the top of its chain of parents, itself where it has none. Its parent is that of its latest line, whatever that is, or
-- else what files about customers said last; whoever's chain runs into a circle goes by the circle's least id. Customers that are one are one parent
create or replace temp macro customer_top(p_is_asked) as table
with recursive latest as (
  select customer_key, arg_max(parent_id, (start_date, line_id)) as parent_id from present_line where p_is_asked and not is_adjustment(line_key) group by customer_key
), merged as (         -- who is another by a decision
  select mine.customer_id as merged_id, head.customer_id as head_id
  from customer_head join customer as mine on mine.customer_key = customer_head.customer_key join customer as head on head.customer_key = head_key where p_is_asked and scenario_no = 0
), told as (
  select coalesce(head_id, customer_id) as customer_id, arg_max(value, (coalesce(from_date, date '0001-01-01'), fact_key)) as parent_id
  from customer_fact left join merged on merged_id = customer_id where p_is_asked and superseded_at is null and name = 'parent_id' group by all
), child as (
  select customer_id as id, coalesce(nullif(latest.parent_id, ''), told.parent_id) as parent_id
  from latest join customer using (customer_key) full join told using (customer_id)
), edge as (
  select id, coalesce(head_id, parent_id) as parent_id from child left join merged on merged_id = parent_id where parent_id <> '' and coalesce(head_id, parent_id) <> id
), walk as (
  select id, parent_id as head, [id] as path from edge
  union all
  select walk.id, edge.parent_id, list_append(path, walk.head) from walk join edge on edge.id = walk.head where not list_contains(path, walk.head)
), walked as (
  select id, arg_max(head, len(path)) as head, arg_max(path, len(path)) as path from walk group by id
), top as (
  select id, case when list_contains(path, head) then list_min(path[list_position(path, head):]) else head end as group_id from walked
)
select customer_key, coalesce(group_id, customer_id) as group_id from customer left join top on top.id = customer.customer_id where p_is_asked;
