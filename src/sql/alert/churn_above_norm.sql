-- groups that lost more of their opening in the last three months than so many times what they lost in the four spans of three months before
with balance as (
  select period_no, group_values, arr_before as opening from group_balance($quarters, $by, '[]', 'customer')
), flow as (
  select period_no, group_values, -sum(amount) as lost from group_flow($quarters, 'net', $by, '[]', 'customer') where kind in ('contraction', 'churn') group by period_no, group_values
), told as (
  select group_values,
    cast(coalesce(sum(opening) filter (where period_no = 1), 0) as hugeint) as opening, cast(coalesce(sum(lost) filter (where period_no = 1), 0) as hugeint) as lost,
    cast(coalesce(sum(opening) filter (where period_no > 1), 0) as hugeint) as usual_opening, cast(coalesce(sum(lost) filter (where period_no > 1), 0) as hugeint) as usual_lost
  from balance left join flow using (period_no, group_values) group by group_values
), rated as (
  select *, ratio(lost, opening) as figure, ratio(usual_lost * cast($threshold as hugeint), usual_opening * 1000000) as threshold
  from told where opening > 0 and usual_opening > 0 and lost * usual_opening * 1000000 > usual_lost * opening * cast($threshold as hugeint)
)
select case when len(group_values) = 0 then 'all customers' else coalesce(nullif(group_values[1], ''), '(none)') end as subject, figure, threshold from rated;
