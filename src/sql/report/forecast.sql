-- one row a month after a day: ARR that is contracted, run forward, with what its renewals, new business and expansion are expected to bring; by $detail the accounts
-- whose renewal is open, those that make most of the difference between commit and best first
with period as materialized (
  select *, to_date - from_date as days, cast(12 * day(add_months(date_trunc('month', from_date), 1) - 1) as hugeint) as year_days from period_list($periods)
), outcome as materialized (
  select * from renewal_outcome($periods, $past, cast($on as date), cast(cast($sure as decimal(9, 6)) * 1000000 as bigint))
), renewal as (
  select period_no, sum(was) as renewal, sum(expected_change) as expected, sum(commit_change) as commit, sum(best_change) as best from outcome group by period_no
), held as (             -- of lines that go on counting while their renewal is open
  select period.period_no, sum(arr_line.arr) as held
  from period join outcome on turn = 1 and due_on < to_date
    join due_line((select min(from_date) from period), (select max(to_date) from period)) as line
      on line.customer_key = outcome.customer_key and line.product_key = outcome.product_key and line.due_on >= outcome.due_on and line.renewed = 0
    join arr_line on arr_line.line_key = line.line_key and line.due_on < period.to_date and arr_line.from_on < period.to_date and arr_line.to_on >= period.to_date
  group by period.period_no
), signed as (
  select period_no, coalesce(sum(amount) filter (where kind in ('new', 'reactivation', 'acquired')), 0) as new,
    coalesce(sum(amount) filter (where kind not in ('new', 'reactivation', 'acquired', 'churn', 'contraction')), 0) as expansion,
    coalesce(sum(amount) filter (where kind in ('churn', 'contraction')), 0) as churn
  from period left join period_flow($periods, 'net') using (period_no) group by period_no
), year as (             -- what the last twelve months brought, month by month, and what they lost outside of renewals
  select coalesce(sum(amount) filter (where kind in ('new', 'reactivation')), 0) as new, coalesce(sum(amount) filter (where kind = 'expansion'), 0) as expansion,
    greatest(0, -coalesce(sum(amount) filter (where kind in ('churn', 'contraction')), 0)
      - (select coalesce(sum(lost + downsell), 0) from due_pair($past, cast($on as date), '[]', '[]') where period_no > 12)) as other_loss
  from period_flow($past, 'net') where period_no > 12
), planned as (
  select unnest(from_json(coalesce($planned, '[]'), '[{"period": "VARCHAR", "new": "HUGEINT", "expansion": "HUGEINT"}]'), recursive := true)
), part as (
  select period_no, period.period, arr_before, arr_after, coalesce(renewal, 0) as renewal,
    greatest(signed.new, coalesce(planned.new, scale_amount(cast(year.new as hugeint), days, year_days))) as new, signed.new as signed_new,
    greatest(signed.expansion, coalesce(planned.expansion, scale_amount(cast(year.expansion as hugeint), days, year_days))) as expansion, signed.expansion as signed_expansion,
    signed.churn - scale_amount(cast(other_loss as hugeint), days, year_days) as loss, scale_amount(cast(other_loss as hugeint), days, year_days) as other_loss,
    coalesce(renewal.expected, 0) - coalesce(held, 0) + coalesce(lag(held) over by_time, 0) as expected,
    coalesce(renewal.commit, 0) - coalesce(held, 0) + coalesce(lag(held) over by_time, 0) as commit,
    coalesce(renewal.best, 0) - coalesce(held, 0) + coalesce(lag(held) over by_time, 0) as best
  from period join group_balance($periods, '[]', '[]', 'customer') using (period_no) join signed using (period_no) cross join year
    left join renewal using (period_no) left join held using (period_no) left join planned on planned.period = period.period
  window by_time as (order by period_no)
), moved as (            -- more than what is lost is expansion
  select *, new as all_new, expansion + greatest(loss + expected, 0) as all_expansion, least(loss + expected, 0) as all_churn from part
), month as (
  select period_no, period, renewal, all_new as new, all_expansion as expansion, all_churn as churn,
    first_value(arr_before) over by_time + sum(all_new + all_expansion + all_churn) over by_time as closing,
    arr_after + sum(commit - other_loss) over by_time as commit, arr_after + sum(best + new - signed_new + expansion - signed_expansion) over by_time as best
  from moved window by_time as (order by period_no)
), account as (          -- as it stands after the last of its turns
  select customer_key, product_key, min(due_on) as due_on, arg_max(first_e6, -turn) as probability, arg_max(basis, -turn) as basis, arg_max(renewals, -turn) as renewals,
    cast(sum(pending) filter (where turn = 1) as hugeint) as renewal, cast(sum(expected_change) as hugeint) as expected, cast(sum(commit_change) as hugeint) as commit, cast(sum(best_change) as hugeint) as best
  from outcome group by customer_key, product_key
), listed as (
  select period_no as place, period, null as customer, null as name, null as product, null::date as due_on, closing - new - expansion - churn as opening, renewal, new, expansion, churn, closing,
    commit, closing as expected, best, null::hugeint as difference, null::hugeint as probability, null as basis, null::bigint as renewals
  from month where $detail is null
  union all by name
  select row_number() over (order by best - commit desc, renewal desc, customer_id, product) as place, customer_id as customer,
    coalesce(nullif(customer_name, ''), told['name'], customer_id) as name, product, due_on, renewal, commit, expected, best, best - commit as difference, cast(probability as hugeint) as probability, basis, renewals
  from account join customer using (customer_key) join product using (product_key) left join customer_told(cast($on as date)) using (customer_key)
    left join (select customer_key, arg_max(customer_name, (start_date, line_id)) as customer_name from line_version where superseded_at is null group by customer_key) as named using (customer_key)
  where $detail = 'accounts'
)
select period, customer, name, product, due_on, opening, renewal, new, expansion, churn, closing, probability, basis, renewals, commit, expected, best, difference, place
from listed where place > cast($after as bigint) order by place limit cast($limit as bigint);
