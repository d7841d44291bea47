-- what was taken out and added again, as one row
create or replace table set_flow as
select month_on, set_key, kind, cast(sum(amount) as hugeint) as amount, cast(sum(turn) as bigint) as turn
from set_flow group by month_on, set_key, kind having sum(amount) <> 0 or sum(turn) <> 0;
