-- one row a period: customers with ARR above zero, and how their number moved
with period as (
  select * from period_list($periods)
), balance as (
  select period_no,
    coalesce(sum(turn) filter (where on_date < from_date), 0) as opening,
    coalesce(sum(turn) filter (where on_date < to_date), 0) as closing
  from period left join day_total on on_date < to_date
  group by period_no
), flow as (
  select period_no,
    cast(coalesce(sum(turn) filter (where kind = 'new'), 0) as bigint) as new,
    cast(coalesce(sum(turn) filter (where kind = 'acquired'), 0) as bigint) as acquired,
    cast(coalesce(sum(turn) filter (where kind = 'reactivation'), 0) as bigint) as reactivation,
    cast(-coalesce(sum(turn) filter (where kind = 'churn'), 0) as bigint) as churn,
    cast(coalesce(sum(turn) filter (where kind = 'adjustment'), 0) as bigint) as adjustment
  from period left join period_flow($periods, $method) as flow using (period_no)
  group by period_no
)
select period, cast(opening as bigint) as opening, new, acquired, reactivation, churn, adjustment, cast(closing as bigint) as closing,
  ratio(churn, opening) as churn_rate
from period join balance using (period_no) join flow using (period_no)
order by period_no;
