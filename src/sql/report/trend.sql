-- one row a period and group: where ARR stood before and after it, and how fast it grows
with recursive period as (
  select * from period_list($periods)
), day as (
  select * from group_day($by, $where, 'customer')
), grouping as (
  select group_values, cast(row_number() over (order by group_values) as bigint) as group_no
  from (select distinct group_values from day union select []::varchar[] where $by = '[]') as found
), told as (            -- joined by periods alone, and to groups after it is summed: groups x days would be compared one by one
  select period.period_no, group_values, sum(change) filter (where on_date < from_date) as entry, sum(change) as exit, sum(turn) as customers,
    sum(change) filter (where on_date < add_months(to_date, -12)) as year_ago
  from day join period on on_date < to_date and is_of_period(day.period_no, period.period_no) group by period.period_no, group_values
), balance as (
  select group_no, grouping.group_values, period_no, period, from_date, to_date, coalesce(entry, 0) as entry, coalesce(exit, 0) as exit,
    cast(coalesce(customers, 0) as bigint) as customers, coalesce(year_ago, 0) as year_ago
  from period cross join grouping left join told using (period_no, group_values)
), exchanged as (       -- the waterfall's fx by method net
  select period_no, group_values, fx from group_fx($periods, $by, $where)
), grown as (
  select balance.*, ratio_of(growth_of(entry, exit)) as growth, ratio(exit - entry - coalesce(fx, 0), entry) as constant_growth, fine_ratio(exit - entry, entry) as fine_growth, ratio_of(growth_of(year_ago, exit)) as ttm_growth,
    first_value(entry) over by_period as first_entry, whole_months(first_value(from_date) over by_period, to_date) as months
  from balance left join exchanged using (period_no, group_values) window by_period as (partition by group_no order by period_no)
), estimated as (       -- the root in millionths, to within `slack` of it: far more than floating point can be off
  select *, pow(cast(exit as double) / cast(first_entry as double), 1.0 / months) * 1000000 as root
  from grown where first_entry > 0 and exit > 0 and months > 1
), bracketed as (
  select group_no, period_no, first_entry, exit, months, cast(floor(root - slack + 0.5) as hugeint) as least_root, cast(floor(root + slack + 0.5) as hugeint) as most_root
  from (select *, greatest(root, 1) * 1e-13 as slack from estimated)
), power as (           -- for each half step between: does it lie below? half ^ months * entry against 2000000 ^ months * exit, in digits of 10^18
  select group_no, period_no, months, unnest(range(cast(least_root as bigint), cast(most_root as bigint))) * 2::hugeint + 1 as half, 0 as done,
    [cast(first_entry as hugeint)] as below, [cast(exit as hugeint)] as above
  from bracketed
  union all
  select group_no, period_no, months, half, done + 1, digits_times(below, half), digits_times(above, 2000000::hugeint) from power where done < months
), passed as (          -- a tie is away from zero growth: up from 1 on, down under it
  select group_no, period_no, count(*) as steps from power
  where done = months and digits_sign(above, below) >= case when half > 2000000 then 0 else 1 end
  group by group_no, period_no
), told_event as (
  select period_no, string_agg(title, '; ' order by on_date, title) as events from period join key_event() as event on on_date >= from_date and on_date < to_date group by period_no
), compounded as (
  select group_no, period_no, least_root + coalesce(steps, 0) - 1000000 as cmgr from bracketed left join passed using (group_no, period_no)
)
select period, group_values, entry, exit, customers,
  rounded_of(arr_per_customer_of(exit, customers)) as arr_per_customer,
  growth, constant_growth, ttm_growth,
  case when first_entry > 0 and exit > 0 and months = 1 then ratio(exit - first_entry, first_entry) else cmgr end as cmgr,
  scale_amount(fine_growth - lag(fine_growth) over (partition by group_no order by period_no), 1::hugeint, 1000000::hugeint) as growth_change,
  net_change_of(entry, exit) as net_new, events
from grown left join compounded using (group_no, period_no) left join told_event using (period_no)
where len(group_values) = 0 or group_no in (select grown.group_no from grown where entry <> 0 or exit <> 0)
order by period_no, group_values;
