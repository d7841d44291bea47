-- a customer and a day after which its running total, or whether it is active, is not what the ledger says
with ledger as (
  select payer_key as customer_key, on_date, sum(arr) as change from arr_change group by payer_key, on_date
), paired as (
  select coalesce(ledger.customer_key, followed.customer_key) as customer_key, coalesce(ledger.on_date, followed.on_date) as on_date,
    coalesce(ledger.change, 0) as change, followed.after, followed.change as followed_change, followed.turn
  from ledger full join customer_day as followed on followed.customer_key = ledger.customer_key and followed.on_date = ledger.on_date
), standing as (
  select *, sum(change) over (partition by customer_key order by on_date) as wanted from paired
)
select 'Customer ' || customer_id || ' after ' || on_date || ': the running total is' as subject, 'money' as unit, coalesce(after, 0) as found, wanted
from standing join payer() as payer using (customer_key)
where after <> wanted or followed_change <> change or after is null and change <> 0
union all
select 'Customer ' || customer_id || ' on ' || on_date || ': the number of customers changes by', 'count', turn,
  case when wanted > 0 then 1 else 0 end - case when wanted - change > 0 then 1 else 0 end
from standing join payer() as payer using (customer_key)
where turn <> case when wanted > 0 then 1 else 0 end - case when wanted - change > 0 then 1 else 0 end;
