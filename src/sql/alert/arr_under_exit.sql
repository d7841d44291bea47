-- ARR of the day, where it is below the last month's exit by more than a share of it
with told as (
  select cast(coalesce(sum(change) filter (where on_date <= cast($on as date)), 0) as hugeint) as arr,
    cast(coalesce(sum(change) filter (where on_date < date_trunc('month', cast($on as date))), 0) as hugeint) as exit
  from day_total
), limited as (
  select arr, exit, exit - scale_amount(exit, cast($threshold as hugeint), 1000000::hugeint) as least from told
)
select 'exit of ' || strftime(date_trunc('month', cast($on as date)) - interval 1 day, '%Y-%m') as subject, arr as figure, least as threshold from limited
where arr * 1000000 < exit * (1000000 - cast($threshold as hugeint));
