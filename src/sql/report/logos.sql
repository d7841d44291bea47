-- one row a period and group: customers with ARR above zero, and how their number moved
with balance as (
  select period_no, period, group_values, customers_before as opening, customers_after as closing from group_balance($periods, $by, $where, $level)
), flow as (
  select period_no, group_values,
    cast(coalesce(sum(turn) filter (where kind = 'new'), 0) as bigint) as new,
    cast(coalesce(sum(turn) filter (where kind = 'acquired'), 0) as bigint) as acquired,
    cast(coalesce(sum(turn) filter (where kind = 'reactivation'), 0) as bigint) as reactivation,
    cast(-coalesce(sum(turn) filter (where kind = 'churn'), 0) as bigint) as churn,
    cast(coalesce(sum(turn) filter (where kind = 'adjustment'), 0) as bigint) as adjustment,
    cast(coalesce(sum(turn) filter (where kind = 'transfer_in'), 0) as bigint) as transfer_in,
    cast(-coalesce(sum(turn) filter (where kind = 'transfer_out'), 0) as bigint) as transfer_out
  from (select balance.period_no, balance.group_values, kind, turn
        from balance left join group_flow($periods, $method, $by, $where, $level) as flow using (period_no, group_values)) as every_group
  group by period_no, group_values
), shown as (           -- groups that are zero throughout are left out
  select *, sum(opening + closing + new + acquired + reactivation + churn + abs(adjustment) + transfer_in + transfer_out) over (partition by group_values) as throughout
  from balance join flow using (period_no, group_values)
)
select period, group_values, cast(opening as bigint) as opening, new, acquired, reactivation, churn, adjustment, transfer_in, transfer_out,
  cast(closing as bigint) as closing, ratio_of(churn_rate_of(opening, -churn)) as churn_rate
from shown where len(group_values) = 0 or throughout <> 0
order by period_no, group_values;
