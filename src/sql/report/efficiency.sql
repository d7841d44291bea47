-- one row a period and group: what growth costs, from the waterfall and from inputs; what lacks an input is null
with period as (
  select *, whole_months(from_date, to_date) as months from period_list($periods)
), balance as (
  select period_no, group_values, arr_before as opening, arr_after as closing, customers_after as customers from group_balance($periods, $by, $where, 'customer')
), flow as (
  select period_no, group_values, coalesce(sum(amount) filter (where kind = 'new'), 0) as new, coalesce(sum(amount) filter (where kind = 'expansion'), 0) as expansion,
    coalesce(sum(amount) filter (where kind = 'reactivation'), 0) as reactivation, coalesce(sum(amount) filter (where kind = 'contraction'), 0) as contraction,
    coalesce(sum(amount) filter (where kind = 'churn'), 0) as churn, coalesce(sum(turn) filter (where kind = 'new'), 0) as new_customers
  from group_flow($periods, 'net', $by, $where, 'customer') group by period_no, group_values
), year_before as (
  select period_no, group_values, arr_before as year_ago from group_balance(years_up_to($periods), $by, $where, 'customer')
), lost as (            -- ARR of twelve months before, and what of it is gone with customers who left
  select period_no, group_values, opening as cohort_arr, gone from group_cohort(years_up_to($periods), $by, $where, 'customer')
), told as materialized (
  select period_no, group_values, max(num) filter (where measure = 'sales_and_marketing') as spend, max(num) filter (where measure = 'revenue') as revenue,
    max(num) filter (where measure = 'net_burn') as burn, max(num) filter (where measure = 'headcount') as heads, max(num) filter (where measure = 'gross_margin_pct') as gross_margin,
    map_from_entries(list((measure[:-12], num)) filter (where measure in ('operating_margin_pct', 'ebitda_margin_pct', 'fcf_margin_pct'))) as margins
  from input_told($periods, $by, $where) group by period_no, group_values
), told_before as (
  select period_no, group_values, max(num) filter (where measure = 'sales_and_marketing') as spend_before, max(num) filter (where measure = 'revenue') as revenue_before
  from input_told(periods_before($periods), $by, $where) group by period_no, group_values
), margin_kind as (     -- the one that is asked for, else the first that is told of any period
  select coalesce($margin, (select list_filter(['operating', 'ebitda', 'fcf'], k -> list_contains(flatten(list(map_keys(margins))), k))[1] from told)) as kind
), whole as (
  select balance.*, period, months, coalesce(new, 0) as new, coalesce(expansion, 0) as expansion, coalesce(reactivation, 0) as reactivation, coalesce(contraction, 0) as contraction,
    coalesce(churn, 0) as churn, coalesce(new_customers, 0) as new_customers, year_ago, cohort_arr, gone, spend, revenue, burn, heads, gross_margin,
    spend_before, revenue_before, margins[margin_kind.kind] as margin, case when margins[margin_kind.kind] is not null then margin_kind.kind end as margin_kind,
    sum(abs(opening) + abs(closing) + abs(coalesce(new, 0)) + abs(coalesce(churn, 0))) over (partition by group_values) as throughout
  from period join balance using (period_no) left join flow using (period_no, group_values) left join year_before using (period_no, group_values) left join lost using (period_no, group_values)
    left join told using (period_no, group_values) left join told_before using (period_no, group_values) cross join margin_kind
), share as (           -- step by step, so that no formula is written out inside another
  select *, lowered(share_of(gross_margin)) as kept_share, lowered(fraction(gone, cohort_arr)) as lost_share, share_of(margin) as margin_share, growth_of(year_ago, closing) as grown,
    fraction(margin, 1000000) as margin_pct, lowered(cac_of(spend, new_customers)) as cost
  from whole
), worth as (
  select *, lowered(ltv_of(arr_per_customer_of(closing, customers), kept_share, lost_share)) as lifetime, fraction(grown.above * 100, grown.below) as growth_pct from share
)
select period, group_values,
  ratio_of(new_arr_efficiency_of(new, spend)) as new_arr_efficiency,
  ratio_of(magic_number_of(revenue * 3, revenue_before * 3, spend_before * months)) as magic_number,      -- as if of a quarter
  ratio_of(arr_magic_number_of(net_change_of(opening, closing), spend_before)) as arr_magic_number,
  rounded_of(cost) as cac,
  ratio_of(cac_payback_months_of(spend, new, kept_share)) as cac_payback_months,
  rounded_of(lifetime) as ltv,
  long_ratio_of(ltv_cac_of(lifetime, cost)) as ltv_cac,
  ratio_of(quick_ratio_of(new, expansion, reactivation, contraction, churn)) as quick_ratio,
  ratio_of(burn_multiple_of(burn, net_change_of(opening, closing))) as burn_multiple,
  ratio_of(grown) as growth, ratio_of(margin_share) as margin, margin_kind,
  ratio_of(share_of_points(score_of(growth_pct, margin_pct))) as rule_of_40,
  case passes_of(growth_pct, margin_pct) when true then 'yes' when false then 'no' end as above_40,
  rounded_of(fraction(cast(closing as hugeint) * 1000000, heads)) as arr_per_head
from worth where len(group_values) = 0 or throughout <> 0
order by period_no, group_values;
