-- what was lost in twelve months, where it is more than a share of what was added
with told as (
  select cast(coalesce(-sum(amount) filter (where kind in ('contraction', 'churn')), 0) as hugeint) as lost,
    cast(coalesce(sum(amount) filter (where kind in ('new', 'expansion', 'reactivation')), 0) as hugeint) as added
  from group_flow($year, 'net', '[]', '[]', 'customer')
)
select 'twelve months' as subject, ratio(lost, added) as figure, cast($threshold as hugeint) as threshold from told where added > 0 and lost * 1000000 > added * cast($threshold as hugeint);
