-- one row a window and group: what is left at its close of the ARR at its opening. By cohort whoever had ARR at the opening is followed; by movements
-- the rows of the waterfall between the same two days are taken, or those of its months added up
with period as (
  select * from period_list($periods)
), cohort as (
  select * from group_cohort(case when $method = 'cohort' then $periods else '[]' end, $by, $where, $level)
), balance as (
  select period_no, group_values, arr_before as opening, customers_before as cohort from group_balance(case when $method = 'cohort' then '[]' else $periods end, $by, $where, $level)
), flow as (
  select period_no, group_values, coalesce(sum(amount) filter (where kind = 'expansion'), 0) as expansion,
    coalesce(sum(amount) filter (where kind in ('contraction', 'product_loss')), 0) as contraction,
    coalesce(sum(amount) filter (where kind = 'churn'), 0) as churn, -coalesce(sum(turn) filter (where kind = 'churn'), 0) as churned
  from group_flow(case when $method = 'cohort' then '[]' else $periods end, case when $method = 'monthly_movements' then 'months' else 'net' end, $by, $where, $level)
  group by period_no, group_values
), moved as (
  select period_no, group_values, opening, coalesce(expansion, 0) as expansion, coalesce(contraction, 0) as contraction, coalesce(churn, 0) as churn, cohort, coalesce(churned, 0) as churned
  from balance left join flow using (period_no, group_values)
), told as (
  select period_no, group_values, opening, closing, kept, gone, cohort, active from cohort
  union all by name
  select period_no, group_values, opening * 1000000 as opening, (opening + expansion + contraction + churn) * 1000000 as closing,
    (opening + contraction + churn) * 1000000 as kept, -churn * 1000000 as gone, cohort, cohort - churned as active
  from moved
), every as (
  select period_no, period, grouping.group_values, coalesce(opening, 0) as opening, coalesce(closing, 0) as closing, coalesce(kept, 0) as kept, coalesce(gone, 0) as gone,
    coalesce(cohort, 0) as cohort, coalesce(active, 0) as active
  from period cross join (select distinct group_values from told union select []::varchar[] where $by = '[]') as grouping left join told using (period_no, group_values)
), shown as (           -- groups that are zero throughout are left out
  select *, sum(abs(opening) + abs(closing) + cohort) over (partition by group_values) as throughout from every
)
select period, group_values, scale_amount(opening, 1, 1000000) as opening, scale_amount(closing, 1, 1000000) as closing_cohort,
  ratio(closing, opening) as nrr, ratio(kept, opening) as grr, ratio(active, cohort) as logo_retention, cast(cohort as bigint) as cohort,
  ratio_of(churn_rate_of(opening, -gone)) as churn_rate, ratio(opening - kept, opening) as gross_churn_rate, scale_amount(closing, 1, 1000000) - scale_amount(opening, 1, 1000000) as net_gain
from shown where len(group_values) = 0 or throughout <> 0
order by period_no, group_values;
