-- one row a period: where ARR stood before and after it, and how fast it grows
with period as (
  select * from period_list($periods)
), day_total as (
  select on_date, sum(change) as change, sum(turn) as turn from customer_day group by on_date
), balance as (
  select period_no, any_value(period) as period, any_value(from_date) as from_date, any_value(to_date) as to_date,
    coalesce(sum(change) filter (where on_date < from_date), 0) as entry,
    coalesce(sum(change), 0) as exit,
    cast(coalesce(sum(turn), 0) as bigint) as customers,
    coalesce(sum(change) filter (where on_date < add_months(to_date, -12)), 0) as year_ago
  from period left join day_total on on_date < to_date
  group by period_no
), grown as (
  select *, ratio(exit - entry, entry) as growth, fine_ratio(exit - entry, entry) as fine_growth, ratio(exit - year_ago, year_ago) as ttm_growth,
    first_value(entry) over (order by period_no) as first_entry, whole_months(first_value(from_date) over (order by period_no), to_date) as months
  from balance
)
select period, entry, exit, customers,
  case when customers > 0 then scale_amount(cast(exit as hugeint), 1::hugeint, cast(customers as hugeint)) end as arr_per_customer,
  growth, ttm_growth,
  case when first_entry > 0 and exit > 0 and months > 0
    then cast(round((pow(cast(exit as double) / cast(first_entry as double), 1.0 / months) - 1) * 1000000) as hugeint) end as cmgr,
  scale_amount(fine_growth - lag(fine_growth) over (order by period_no), 1::hugeint, 1000000::hugeint) as growth_change,
  exit - entry as net_new, null::varchar as events
from grown
order by period_no;
