-- payer x its parent as it is shown: the parent_id of its latest line, else what files about customers say at the close of a day; none of a top parent
create or replace temp macro customer_parent(p_customers, p_on) as table
with latest as (
  select customer_key, arg_max(parent_id, (start_date, line_id)) as parent_id
  from line_version cross join policy
  where policy.level <> 'parent' and superseded_at is null and not is_adjustment(line_key) and customer_key in (select unnest(p_customers))
  group by customer_key
)
select customer_key, coalesce(nullif(parent_id, ''), told['parent_id'], '') as parent
from latest left join customer_told(p_on) as told_of using (customer_key);
