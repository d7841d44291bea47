-- what files about customers say of each at the close of a day: one row a customer, with a map of all that was said by then
create or replace temp macro customer_told(p_on) as table
with last_word as (
  select customer_id, name, arg_max(value, (coalesce(from_date, date '0001-01-01'), fact_key)) as value
  from customer_fact where superseded_at is null and coalesce(from_date, date '0001-01-01') <= p_on group by customer_id, name
)
select customer_key, map_from_entries(list(struct_pack(k := name, v := value))) as told
from last_word join customer using (customer_id) group by customer_key;
