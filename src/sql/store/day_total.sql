-- the scope's days of change, all customers together, added to what the others made ($sign 1), or taken out before they change (-1)
create or replace table day_total as
select on_date, cast(sum(change) as hugeint) as change, cast(sum(turn) as bigint) as turn, cast(sum(customers) as bigint) as customers
from (select * from day_total
      union all by name
      select on_date, change * cast($sign as hugeint) as change, turn * cast($sign as bigint) as turn, cast($sign as bigint) as customers
      from customer_day semi join scope_customer using (customer_key)) as told
group by on_date having sum(customers) <> 0 order by on_date;
