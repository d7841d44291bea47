-- one row a period and group: committed ARR at its close, what usage earned in it, and how much and how steady usage is of late
with known as (
  select * from known_usage($periods)
), earned as (
  select * from kind_earned($periods, 'usage', $by, $where)
), month as (
  select period_no, group_values, earned, months, sum(earned) over (partition by period_no, group_values) as whole, count(*) over (partition by period_no, group_values) as present
  from earned join known using (period_no) where back >= 0
), spread as (          -- by how much months differ from their mean, in sum, times their number; a month without a row is one of nothing
  select period_no, group_values, count(*) filter (where earned > 0) as above_minimum_months,
    any_value(whole) as whole, sum(abs(earned * months - whole)) + greatest(any_value(months - present), 0) * abs(any_value(whole)) as apart
  from month group by period_no, group_values
), recent as (
  select period_no, group_values, coalesce(sum(earned) filter (where back = -1), 0) as usage, coalesce(sum(earned) filter (where back between 0 and 2), 0) * 4 as usage_arr
  from earned group by period_no, group_values
), committed as (
  select period_no, group_values, arr_after from group_balance($periods, $by, $where, 'customer')
), every as (
  select period.period_no, period, grouping.group_values, coalesce(arr_after, 0) as committed, coalesce(usage, 0) as usage,
    case when months >= 3 then coalesce(usage_arr, 0) end as usage_arr, coalesce(above_minimum_months, 0) as above_minimum_months,
    case when months >= 3 and whole > 0 then greatest(0, 1000000 - ratio(apart, months * whole)) end as stability
  from period_list($periods) as period join known using (period_no)
    cross join (select distinct group_values from recent union select distinct group_values from committed where arr_after <> 0 union select []::varchar[] where $by = '[]') as grouping
    left join recent using (period_no, group_values) left join spread using (period_no, group_values) left join committed using (period_no, group_values)
), shown as (           -- groups that are zero throughout are left out
  select *, sum(abs(committed) + abs(usage) + abs(coalesce(usage_arr, 0))) over (partition by group_values) as throughout from every
)
select period, group_values, committed, usage, ratio_of(usage_to_arr_of(committed, usage_arr)) as usage_to_arr, ratio_of(committed_share_of(committed, usage_arr)) as committed_share, usage_arr,
  above_minimum_months, stability
from shown where len(group_values) = 0 or throughout <> 0
order by period_no, group_values;
