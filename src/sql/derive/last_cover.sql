-- churn_date last_day: the last day of a payer whose total falls to exactly zero; it counts as without cover already
create or replace temp table last_cover as
with customer_total as (
  select payer_key, on_day, sum(sum(change)) over (partition by payer_key order by on_day) as after, sum(change) as change
  from (select payer_key, from_on as on_day, arr as change from converted_line
        union all
        select payer_key, to_on, -arr from converted_line where to_on < date '9999-01-01') as edge, policy
  where policy.churn_date = 'last_day'
  group by payer_key, on_day
)
select payer_key, on_day - 1 as last_on from customer_total where after = 0 and change < 0;
