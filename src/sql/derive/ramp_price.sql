-- under ramp average or exit: the price that stands for every step of a contract whose steps follow each other exactly
create or replace temp table ramp_price as
with step as (
  select line_rate.*, coalesce(months * 365, (term_end - start_date) * 12) as weight,
    lead(start_date) over contract as next_start,
    row_number() over contract as step_no,
    count(*) over whole as steps
  from line_rate cross join policy
  where policy.ramp <> 'current_step' and contract_id <> '' and not is_open
  window whole as (partition by contract_id, customer_key, product_key, currency),
    contract as (partition by contract_id, customer_key, product_key, currency order by start_date, term_end, line_key)
), chain as (
  select contract_id, customer_key, product_key, currency
  from step
  group by contract_id, customer_key, product_key, currency
  having count(*) > 1 and bool_and(step_no = steps or next_start = term_end)
), valued as (          -- minor units with 15 more decimals, so that sums of thirds and sevenths still find the half cent
  select step.*,
    scale_amount(case when switch_on <= start_date then gross_num * weight_all else now_num end, up * 1000000000000000::hugeint, down * weight_all) as now_fine,
    scale_amount(gross_num, up * 1000000000000000::hugeint, down) as list_fine
  from step join chain using (contract_id, customer_key, product_key, currency)
), contract_price as (
  select contract_id, customer_key, product_key, currency,
    case when any_value(policy.ramp) = 'exit' then arg_max(now_fine, step_no)
      else scale_amount(cast(sum(now_fine * weight) as hugeint), 1, cast(sum(weight) as hugeint)) end as now_fine,
    case when any_value(policy.ramp) = 'exit' then arg_max(list_fine, step_no)
      else scale_amount(cast(sum(list_fine * weight) as hugeint), 1, cast(sum(weight) as hugeint)) end as list_fine
  from valued cross join policy
  group by contract_id, customer_key, product_key, currency
)
select valued.line_key,
  cast(scale_amount(scale_amount(contract_price.now_fine, 1, 1000), 1, 1000000000000::hugeint) as bigint) as native,
  cast(scale_amount(scale_amount(contract_price.list_fine, 1, 1000), 1, 1000000000000::hugeint) as bigint) as list_native
from valued join contract_price using (contract_id, customer_key, product_key, currency);
