-- one row a period: customers with ARR above zero, and how their number moved
with period as (
  select * from period_list($periods)
), day_turn as (
  select on_date, sum(turn) as turn from customer_day group by on_date
), balance as (
  select period_no,
    coalesce(sum(turn) filter (where on_date < from_date), 0) as opening,
    coalesce(sum(turn) filter (where on_date < to_date), 0) as closing
  from period left join day_turn on on_date < to_date
  group by period_no
), flow as (
  select period_no,
    count(*) filter (where category = 'new') as new,
    count(*) filter (where category = 'acquired_new') as acquired,
    count(*) filter (where category = 'reactivation') as reactivation,
    count(*) filter (where category = 'churn') as churn,
    count(*) filter (where category = 'adjustment' and r0 <= 0 and r1 > 0) - count(*) filter (where category = 'adjustment' and r0 > 0 and r1 <= 0) as adjustment
  from period left join customer_step($periods, $method) as step using (period_no)
  group by period_no
)
select period, cast(opening as bigint) as opening, new, acquired, reactivation, churn, adjustment, cast(closing as bigint) as closing,
  ratio(churn, opening) as churn_rate
from period join balance using (period_no) join flow using (period_no)
order by period_no;
