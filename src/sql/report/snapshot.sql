-- ARR at the close of a day, by any columns
with question as (
  select cast($on as date) as on_date, from_json($by, '["VARCHAR"]') as by_names,
    from_json($where, '[{"column": "VARCHAR", "op": "VARCHAR", "values": ["VARCHAR"]}]') as conditions
), live as (
  select arr_line.line_key, arr_line.customer_key, arr, list_arr, coalesce(nullif(contract_id, ''), line_id) as contract,
    list_transform(by_names, n -> group_value(n, product, priced_currency, attrs, source, customer_id)) as group_values,
    len(list_filter(conditions, c -> not meets(group_value(c.column, product, priced_currency, attrs, source, customer_id), c.op, c.values))) = 0 as is_kept
  from arr_line
    join line_version using (line_key)
    join customer on customer.customer_key = arr_line.customer_key
    join (select cell_key, product, coalesce(nullif(currency, ''), policy.reporting_currency) as priced_currency, attrs, source from cell cross join policy) as shown_cell
      on shown_cell.cell_key = arr_line.cell_key
    cross join question
  where from_on <= on_date and on_date < to_on
), by_customer as (
  select group_values, customer_key, sum(arr) as arr, sum(list_arr) as list_arr, count(*) as lines from live where is_kept group by group_values, customer_key
), by_contract as (
  select group_values, count(*) filter (where arr > 0) as contracts
  from (select group_values, customer_key, contract, sum(arr) as arr from live where is_kept group by group_values, customer_key, contract) as contract
  group by group_values
), total as (
  select group_values, sum(arr) as arr, count(*) filter (where arr > 0) as customers, sum(list_arr) as list_arr, cast(sum(lines) as bigint) as lines
  from by_customer group by group_values
), shown as (
  select total.*, contracts from total join by_contract using (group_values), question
  where len(by_names) = 0 or arr <> 0 or customers > 0 or list_arr <> 0
  union all by name
  select []::varchar[] as group_values, 0 as arr, 0 as customers, 0 as contracts, 0 as list_arr, 0 as lines
  from question where len(by_names) = 0 and not exists (select 1 from total)
)
select group_values, arr, scale_amount(cast(arr as hugeint), 1::hugeint, 12::hugeint) as mrr, customers, contracts,
  case when customers > 0 then scale_amount(cast(arr as hugeint), 1::hugeint, cast(customers as hugeint)) end as arr_per_customer,
  case when contracts > 0 then scale_amount(cast(arr as hugeint), 1::hugeint, cast(contracts as hugeint)) end as arr_per_contract,
  list_arr, arr - list_arr as discount_arr, lines
from shown
order by group_values;
