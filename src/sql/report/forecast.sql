-- one row a month after a day and group: ARR that is contracted, run forward, with what its renewals, new business and expansion are expected to bring; by $detail
-- what makes the difference between commit and best: the accounts whose renewal is open, and what is no account's; the most first
with period as materialized (
  select *, to_date - from_date as days, cast(12 * day(add_months(date_trunc('month', from_date), 1) - 1) as hugeint) as year_days from period_list($periods)
), outcome as materialized (
  select * from renewal_outcome($periods, $past, cast($on as date), cast(cast($sure as decimal(9, 6)) * 1000000 as bigint), all_columns($by, $where))
), signed as materialized (
  select period_no, customer_key as payer_key, group_values, kind, sum(amount) as amount
  from group_movement($periods, 'net', all_columns($by, $where), '[]', 'customer', 0, 2147483647) group by all
), held as materialized ( -- of lines that go on counting while their renewal is open
  select period.period_no, outcome.payer_key, group_values, sum(arr_line.arr) as held
  from looked_due((select least((select min(due_on) from outcome), min(from_date)) from period), (select max(to_date) from period)) as line
    left join period as due_in on line.due_on >= due_in.from_date and line.due_on < due_in.to_date
    join outcome on turn = 1 and due_no = coalesce(due_in.period_no, 0) and outcome.customer_key = line.customer_key and outcome.product_key = line.product_key
    join period on line.due_on < period.to_date join arr_line on arr_line.line_key = line.line_key and arr_line.from_on < period.to_date and arr_line.to_on >= period.to_date
  where line.renewed = 0 group by all
), year as materialized ( -- what the last twelve months brought each group, and what it lost outside of renewals
  select group_values, coalesce(new, 0) as new, coalesce(expansion, 0) as expansion, coalesce(loss, 0) - coalesce(renewal_loss, 0) as loss
  from (select group_values, sum(amount) filter (where kind in ('new', 'reactivation')) as new, sum(amount) filter (where kind = 'expansion') as expansion,
      -sum(amount) filter (where kind in ('churn', 'contraction')) as loss from group_flow($past, 'net', all_columns($by, $where), '[]', 'customer') where period_no > 12 group by group_values) as flow
    full join (select group_values, sum(lost + downsell) as renewal_loss from due_pair($past, cast($on as date), all_columns($by, $where), '[]') where period_no > 12 group by group_values) as due using (group_values)
), balance as materialized (
  select * from group_balance($periods, all_columns($by, $where), '[]', 'customer')
), month_cell as materialized (
  select period_no, group_values, coalesce(arr_before, 0) as arr_before, coalesce(arr_after, 0) as arr_after, coalesce(first_value(arr_before) over (partition by group_values order by period_no), 0) as arr_now
  from period cross join (select group_values from balance union select group_values from signed union select group_values from outcome) as known left join balance using (period_no, group_values)
), change as (           -- customer x group: what is signed to go, and what open renewals bring; what is held neither goes nor comes
  select period_no, payer_key, group_values, amount as expected, 0 as commit, 0 as best, 0 as was from signed where kind in ('churn', 'contraction')
  union all select period_no, payer_key, group_values, expected_change, commit_change, best_change, was from outcome
  union all select period_no, payer_key, group_values, -held, -held, -held, 0 from held
  union all select period_no + 1, payer_key, group_values, held, held, held, 0 from held
), netted as (           -- as a waterfall nets a customer: more than it loses is expansion
  select *, sum(expected) over (partition by period_no, payer_key) > 0 as is_gain from change
), renewed as (
  select period_no, group_values, sum(was) as renewal, sum(commit) as commit, sum(best) as best,
    coalesce(sum(expected) filter (where is_gain), 0) as gained, coalesce(sum(expected) filter (where not is_gain), 0) as lost from netted group by period_no, group_values
), flow as (
  select period_no, group_values, coalesce(sum(amount) filter (where kind in ('new', 'reactivation', 'acquired')), 0) as new,
    coalesce(sum(amount) filter (where kind in ('transfer_in', 'transfer_out')), 0) as transfer,
    coalesce(sum(amount) filter (where kind not in ('new', 'reactivation', 'acquired', 'churn', 'contraction', 'transfer_in', 'transfer_out')), 0) as expansion
  from signed group by period_no, group_values
), planned as (
  select unnest(from_json(coalesce($planned, '[]'), '[{"period": "VARCHAR", "new": "HUGEINT", "expansion": "HUGEINT"}]'), recursive := true)
), wanted as (           -- what is expected of a month, all groups together, beyond what is signed for it
  select period_no, unnest([
    {'sort': 'new', 'total': greatest(0, coalesce(planned.new, scale_amount(cast(whole.new as hugeint), days, year_days)) - coalesce(ahead.new, 0))},
    {'sort': 'expansion', 'total': greatest(0, coalesce(planned.expansion, scale_amount(cast(whole.expansion as hugeint), days, year_days)) - coalesce(ahead.expansion, 0))},
    {'sort': 'loss', 'total': scale_amount(cast(whole.loss as hugeint), days, year_days)}], recursive := true)
  from period left join planned using (period) left join (select period_no, sum(new) as new, sum(expansion) as expansion from flow group by period_no) as ahead using (period_no)
    cross join (select coalesce(sum(new), 0) as new, coalesce(sum(expansion), 0) as expansion, greatest(0, coalesce(sum(loss), 0)) as loss from year) as whole
), weighed as (          -- shared out over the groups by what the last twelve months brought them, else by their ARR; by largest remainder, ties by the group's values
  select wanted.*, group_values, case when sum(own) over every > 0 then own when sum(greatest(arr_now, 0)) over every > 0 then greatest(arr_now, 0) else 1 end as weight
  from wanted join month_cell using (period_no)
    left join (select group_values, unnest([{'sort': 'new', 'own': greatest(0, new)}, {'sort': 'expansion', 'own': greatest(0, expansion)}, {'sort': 'loss', 'own': greatest(0, loss)}], recursive := true) from year) as own_year using (group_values, sort)
  window every as (partition by period_no, sort)
), shared as (
  select *, cast(total * weight // sum(weight) over every as hugeint) as share, total * weight % sum(weight) over every as rest from weighed window every as (partition by period_no, sort)
), more as (
  select *, share + case when row_number() over (every order by rest desc, group_values) <= total - sum(share) over every then 1 else 0 end as amount from shared window every as (partition by period_no, sort)
), added as (
  select period_no, group_values, sum(amount) filter (where sort = 'new') as new, sum(amount) filter (where sort = 'expansion') as expansion, sum(amount) filter (where sort = 'loss') as loss from more group by period_no, group_values
), kept as (
  select period_no, shown_of_all($by, $where, group_values) as group_values, cast(sum(arr_before) as hugeint) as arr_before, sum(arr_after) as arr_after, coalesce(sum(renewal), 0) as renewal,
    coalesce(sum(flow.new), 0) + sum(added.new) as new, coalesce(sum(flow.expansion), 0) + sum(added.expansion) + coalesce(sum(gained), 0) as expansion, coalesce(sum(transfer), 0) as transfer,
    coalesce(sum(lost), 0) - sum(added.loss) as churn, coalesce(sum(commit), 0) - sum(added.loss) as commit, coalesce(sum(best), 0) + sum(added.new + added.expansion) as best,
    sum(added.new) as new_added, sum(added.expansion) as expansion_added, sum(added.loss) as loss_added
  from month_cell join added using (period_no, group_values) left join flow using (period_no, group_values) left join renewed using (period_no, group_values)
  where is_kept_of_all($by, $where, group_values) group by all
), month as (
  select * exclude (arr_before, arr_after, commit, best), arr_after + sum(commit) over by_time as commit, arr_after + sum(best) over by_time as best,
    first_value(arr_before) over by_time + sum(new + expansion + churn + transfer) over by_time as closing
  from kept window by_time as (partition by group_values order by period_no)
), account as (          -- as it stands after the last of its turns
  select customer_key, product_key, shown_of_all($by, $where, group_values) as group_values, min(due_on) as due_on, arg_max(first_e6, -turn) as probability,
    arg_max(basis || case when is_unsure then ', not sure' else '' end, -turn) as basis, arg_max(renewals, -turn) as renewals, cast(sum(pending) filter (where turn = 1) as hugeint) as renewal,
    cast(sum(expected_change) as hugeint) as expected, cast(sum(commit_change) as hugeint) as commit, cast(sum(best_change) as hugeint) as best
  from outcome where is_kept_of_all($by, $where, group_values) group by all
), listed as (
  select period_no, group_values, null::integer as customer_key, null::integer as product_key, null as what, null::date as due_on, closing - new - expansion - churn - transfer as opening, renewal, new, expansion, churn, transfer, closing,
    commit, closing as expected, best, null::hugeint as probability, null as basis, null::bigint as renewals
  from month where $detail is null and ($by = '[]' or group_values in (select group_values from month where closing <> 0 or new <> 0 or expansion <> 0 or churn <> 0 or transfer <> 0 or renewal <> 0))
  union all by name
  select null as period_no, group_values, customer_key, product_key, '' as what, due_on, renewal, commit, expected, best, probability, basis, renewals from account where $detail = 'accounts'
  union all by name
  select null as period_no, group_values, what, 0 as renewal, cast(least(0, amount) as hugeint) as commit, cast(amount as hugeint) as expected, cast(greatest(0, amount) as hugeint) as best
  from (select group_values, unnest([{'what': 'new business, not signed', 'amount': sum(new_added)}, {'what': 'expansion, not signed', 'amount': sum(expansion_added)}, {'what': 'losses outside of renewals', 'amount': -sum(loss_added)}], recursive := true)
    from kept group by group_values) as no_account
  where $detail = 'accounts' and amount <> 0
), placed as (
  select listed.*, best - commit as difference, customer_id, product, row_number() over (order by period_no, case when $detail is null then group_values end, best - commit desc, renewal desc, customer_id, product, what, group_values) as place
  from listed left join customer using (customer_key) left join product using (product_key)
)
select period, group_values, customer_id as customer, coalesce(nullif(customer_name, ''), told['name'], customer_id, what) as name, product, due_on, opening, renewal, new, expansion, churn, transfer, closing,
  probability, basis, renewals, commit, expected, best, case when $detail = 'accounts' then difference end as difference, place
from placed left join period using (period_no) left join customer_told(cast($on as date)) using (customer_key)
  left join (select customer_key, arg_max(customer_name, (start_date, line_id)) as customer_name from line_version where superseded_at is null group by customer_key) as named using (customer_key)
where place > cast($after as bigint) order by place limit cast($limit as bigint);
