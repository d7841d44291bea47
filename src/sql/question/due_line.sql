-- an amount in the reporting currency, at a rate
create or replace temp macro at_rate(p_native, p_num, p_den) as
  case when p_num = p_den then p_native else cast(scale_amount(cast(p_native as hugeint), p_num, p_den) as bigint) end;

-- line that comes up for renewal at an end in [p_from, p_to) x line that renews it there. Each renews but once: at the nearest end, the earlier of two
create or replace temp macro renewal_of(p_from, p_to) as table
with recursive ending as materialized (
  select * from last_end()
), asked as (
  select distinct customer_key, product_key from ending where due_on >= p_from and due_on < p_to
), mine as materialized (
  select ending.*, contract_id, line_id from ending join line_version using (line_key) semi join asked on asked.customer_key = ending.customer_key and asked.product_key = ending.product_key
), other as materialized (
  select line.*, contract_id from term_line() as line join line_version using (line_key) semi join asked on asked.customer_key = line.customer_key and asked.product_key = line.product_key
), due as materialized (       -- a step of the same contract that starts there is no renewal, and nothing is due
  select mine.* from mine anti join (select contract_id, customer_key, product_key, start_date as due_on from other where contract_id <> '') as step
    on step.contract_id = mine.contract_id and step.customer_key = mine.customer_key and step.product_key = mine.product_key and step.due_on = mine.due_on
), coming as materialized (
  select other.line_key, due.line_key as due_key, due.customer_key, due.product_key, due.due_on, due.line_id, abs(other.start_date - due.due_on) as distance
  from due join other on other.customer_key = due.customer_key and other.product_key = due.product_key cross join policy
  where not other.is_removed and other.start_date between due.due_on - 90 and greatest(due.due_on + grace_days, case when is_held then due.end_on else due.due_on end)
    and other.start_date > due.start_date and other.term_end > due.due_on
    and not (other.start_date < due.due_on and is_one_contract(due.contract_id, other.contract_id))
), change as materialized ( -- a line, and the one of the same customer and product whose place it takes
  select link.line_key, by_key from replaced_line as link join other as old on old.line_key = link.line_key join other as later
    on later.line_key = by_key and later.customer_key = old.customer_key and later.product_key = old.product_key
), renewal as (         -- renewals, and their price changes
  select line_key from coming
  union
  select by_key from renewal join change using (line_key)
), repriced as (
  select by_key as line_key, line_key as old_key from change semi join renewal using (line_key)
), chosen as (          -- what only puts another price on a renewal renews nothing but that one, at its own end
  select coming.*
  from coming left join repriced as named on named.line_key = coming.line_key and old_key = due_key
    left join (select distinct line_key, true as is_bound from repriced) as bound on bound.line_key = coming.line_key
    left join replaced_line as link on link.line_key = due_key and by_key = coming.line_key
  where is_bound is null or old_key is not null
  qualify row_number() over (partition by coming.line_key order by distance, due_on, by_key is null, line_id desc, due_key) = 1
)
select due.line_key, due.customer_key, due.product_key, due.cell_key, due.due_on, last_on, native_on(due, last_on) as native, case when is_held then end_on end as held_to, chosen.line_key as by_key
from due left join chosen on due_key = due.line_key
where due.due_on >= p_from and due.due_on < p_to;

-- line x end in [p_from, p_to) at which it comes up for renewal: its ARR on its last day of cover, and what renewed it, on the first day of that, each at
-- the rate of its day. settled_on: from the close of that day on, what is not renewed is lost
create or replace temp macro due_line(p_from, p_to) as table
with priced_cell as (
  select cell_key, coalesce(nullif(currency, ''), policy.line_currency) as currency from cell cross join policy
), renewed as materialized (
  select * from renewal_of(p_from, p_to)
), arrived as (
  select renewed.line_key, sum(at_rate(native_on(other, other.start_date), rate_num, rate_den)) as renewed, min(other.start_date) as renewed_on
  from renewed join term_line() as other on other.line_key = renewed.by_key join priced_cell on priced_cell.cell_key = other.cell_key
    asof join fx_rate as rated on rated.currency = priced_cell.currency and other.start_date >= rated.from_on
  where other.start_date < rated.to_on
  group by renewed.line_key
), due as (
  select distinct line_key, customer_key, product_key, cell_key, due_on, last_on, native, null::bigint as next_native, greatest(due_on + grace_days, coalesce(held_to, due_on)) as settled_on
  from renewed cross join policy
  union all by name
  select line.line_key, customer_key, product_key, cell_key, due_on, due_on - 1 as last_on, native_on(line, due_on - 1) as native, native_on(line, due_on) as next_native, due_on as settled_on
  from passed_end(p_from, p_to) as line
), rated as (
  select due.*, rate.currency, at_rate(native, rate_num, rate_den) as arr
  from due join priced_cell using (cell_key) asof join fx_rate as rate on rate.currency = priced_cell.currency and due.last_on >= rate.from_on
  where due.last_on < rate.to_on
)
select rated.line_key, customer_key, product_key, cell_key, due_on, last_on, settled_on, arr, next_native is not null as is_by_itself,
  coalesce(case when next_native is null then arrived.renewed else at_rate(next_native, after_num, after_den) end, 0) as renewed,
  case when next_native is null then renewed_on else due_on end as renewed_on
from rated asof left join (select currency, from_on, rate_num as after_num, rate_den as after_den from fx_rate) as after on after.currency = rated.currency and rated.due_on >= after.from_on
  left join arrived on arrived.line_key = rated.line_key;
