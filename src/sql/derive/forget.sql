-- what was derived before for the customers in scope; the sums over all customers lose their part
create or replace table month_flow as
select month_on, kind, cast(sum(amount) as hugeint) as amount, cast(sum(turn) as bigint) as turn
from (select * from month_flow
      union all by name
      select step_from as month_on, kind, -amount as amount, -turn as turn from scope_flow()) as told
group by month_on, kind having sum(amount) <> 0 or sum(turn) <> 0 order by month_on, kind;
create or replace table day_total as
select on_date, cast(sum(change) as hugeint) as change, cast(sum(turn) as bigint) as turn, cast(sum(customers) as bigint) as customers
from (select * from day_total
      union all by name
      select on_date, -change as change, -turn as turn, -1 as customers from customer_day semi join scope_customer using (customer_key)) as told
group by on_date having sum(customers) <> 0 order by on_date;
delete from counted_line where customer_key in (select customer_key from scope_customer);
delete from arr_line where customer_key in (select customer_key from scope_customer);
delete from arr_change where customer_key in (select customer_key from scope_customer);
delete from customer_day where customer_key in (select customer_key from scope_customer);
delete from unrated_line where customer_key in (select customer_key from scope_customer);
