-- the scope's movements netted by calendar month, added to those of the others, or taken out before they change
create or replace table month_flow as
select month_on, kind, cast(sum(amount) as hugeint) as amount, cast(sum(turn) as bigint) as turn
from (select * from month_flow union all by name select month_on, kind, amount, turn from scope_moved) as told
group by month_on, kind having sum(amount) <> 0 or sum(turn) <> 0 order by month_on, kind;
