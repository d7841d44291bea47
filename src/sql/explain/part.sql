-- the parts of one cell, the largest first: payer x step x kind of movement, or payers for a balance ($basis before or after); those beyond
-- $top are one row without a payer. Counts are of customers; apart: what of the change of the same cells stands in other columns
with flow as (
  select * from cell_flow($periods, $method, $by, $where, $level, 0, 2147483647) where $basis not in ('before', 'after')
), moved as (
  select customer_key, step_from - 1 as before_on, step_last as after_on, step_from, product, kind,
    cast(sum(case when $unit = 'money' then amount else turn * case when kind in ('churn', 'transfer_out') then -1 else 1 end end) as hugeint) as amount,
    sum(c0) as before_arr, sum(c1) as after_arr, list(group_no) as groups
  from flow where coalesce(kind = cast($kind as varchar), true) and case when $unit = 'money' then amount <> 0 else turn <> 0 end
  group by customer_key, step_from, step_last, product, kind
), other as (
  select moved.customer_key, moved.step_from, moved.product, moved.kind, flow.kind as column_name, -sum(flow.amount) as amount
  from moved join flow on flow.customer_key = moved.customer_key and flow.step_from = moved.step_from and list_contains(groups, group_no) and flow.kind <> moved.kind
  where flow.amount <> 0 and $unit = 'money'
  group by moved.customer_key, moved.step_from, moved.product, moved.kind, flow.kind
), apart as (
  select customer_key, step_from, product, kind, list({'kind': column_name, 'amount': amount} order by column_name) as apart from other group by customer_key, step_from, product, kind
), held as (
  select customer_key, group_no, case $basis when 'before' then from_date - 1 else to_date - 1 end as after_on, sum(arr) as arr
  from cell_line($by, $where, $level) as line join period_list($periods) as period on is_of_period(line.period_no, period.period_no)
  where $basis in ('before', 'after') and from_on <= case $basis when 'before' then from_date - 1 else to_date - 1 end
    and case $basis when 'before' then from_date - 1 else to_date - 1 end < to_on
  group by customer_key, group_no, after_on
), standing as (
  select customer_key, after_on,
    cast(case when $unit = 'money' then sum(arr) when cast($merges as boolean) then case when sum(arr) > 0 then 1 else 0 end else count(*) filter (where arr > 0) end as hugeint) as amount,
    sum(arr) as after_arr, list(group_no) as groups
  from held group by customer_key, after_on
), every_part as (
  select customer_key, before_on, after_on, step_from, product, kind, amount, before_arr, after_arr, groups, apart from moved left join apart using (customer_key, step_from, product, kind)
  union all by name
  select *, '' as product, '' as kind from standing where amount <> 0
), ranked as (
  select every_part.*, customer_id, row_number() over (order by abs(amount) desc, customer_id, after_on, kind, product) as place from every_part join payer() as payer using (customer_key)
), shown as (
  select * from ranked where place <= cast($top as bigint)
), earlier as (
  select distinct customer_key, before_on from shown join customer_day as day using (customer_key) where turn = 1 and on_date <= before_on
)
select place, shown.customer_key, customer_id as customer, coalesce(name, customer_id) as name, product, kind, case when kind = '' then '' else reason end as reason,
  shown.before_on, after_on, amount, before_arr, after_arr, groups, coalesce(apart, []) as apart, 1 as parts,
  list_filter([
    case when policy.level <> 'customer' then 'level' end,
    case when kind in ('new', 'reactivation') and earlier.customer_key is not null then 'reactivation_window_months' end,
    case when kind = 'fx' or list_contains(list_transform(apart, one -> one.kind), 'fx') then 'fx_split' end,
    case when $level = 'customer_product' and kind in ('transfer_in', 'transfer_out', 'cross_sell', 'product_loss') then 'product_migration' end,
    case when kind = 'churn' and churn_date <> 'day_after' then 'churn_date' end,
    case when $where <> '[]' and segment_change <> 'transfer_rows' then 'segment_change' end,
    case when $computed like '%"tier"%' then 'tiers' end], one -> one is not null) as knobs
from shown cross join policy
  left join movement_reason((select list({'place': place, 'customer_key': customer_key, 'step_from': before_on + 1, 'step_last': after_on, 'kind': kind, 'product': product, 'amount': amount}) from shown where kind <> '')) as told using (place)
  left join customer_name((select list(distinct customer_key) from shown)) as named using (customer_key)
  left join earlier on earlier.customer_key = shown.customer_key and earlier.before_on = shown.before_on
union all by name
select null as customer_key, cast(sum(amount) as hugeint) as amount, cast(count(*) as integer) as parts from ranked where place > cast($top as bigint) having count(*) > 0
order by place;
