-- ARR at the close of a day, by any columns. What a line is grouped by is told by its cell, but for the customer: so it is told once a cell,
-- and once more a cell and customer where files about customers fill what the lines leave empty
with question as (
  select cast($on as date) as on_date, from_json($by, '["VARCHAR"]') as by_names, list_contains(by_names, 'customer') as is_by_customer,
    from_json($where, '[{"column": "VARCHAR", "op": "VARCHAR", "values": ["VARCHAR"]}]') as conditions
), priced as (
  select cell_key, product, attrs, source, coalesce(nullif(currency, ''), policy.reporting_currency) as priced_currency from cell cross join policy
), told_pair as (
  select customer_key, cell_key, told
  from (select distinct customer_key, cell_key from arr_line semi join customer_told(cast($on as date)) using (customer_key)) as pair
    join customer_told(cast($on as date)) using (customer_key)
), filled_cell as (
  select 0 as told_key, * from priced
  union all by name
  select customer_key as told_key, priced.* replace (map_concat(told, attrs) as attrs) from told_pair join priced using (cell_key)
), told_cell as (
  select told_key, cell_key, list_transform(by_names, n -> group_value(n, product, priced_currency, attrs, source, '')) as cell_values,
    len(list_filter(conditions, c -> c.column <> 'customer' and not meets(group_value(c.column, product, priced_currency, attrs, source, ''), c.op, c.values))) = 0 as is_kept
  from filled_cell cross join question
), kept_cell as (
  select told_key, cell_key, cell_values, dense_rank() over (order by cell_values) as group_no from told_cell where is_kept
), kept_customer as (
  select customer_key from customer cross join question
  where len(list_filter(conditions, c -> c.column = 'customer' and not meets(customer_id, c.op, c.values))) = 0
), live as (
  select line_key, customer_key, group_no, case when is_by_customer then customer_key else 0 end as member, arr, list_arr
  from arr_line left join (select customer_key, cell_key, customer_key as told_key from told_pair) as own using (customer_key, cell_key)
    join kept_cell on kept_cell.cell_key = arr_line.cell_key and kept_cell.told_key = coalesce(own.told_key, 0)
    semi join kept_customer using (customer_key) cross join question
  where from_on <= on_date and on_date < to_on
), by_customer as (
  select group_no, member, customer_key, sum(arr) as arr, sum(list_arr) as list_arr, count(*) as lines from live group by group_no, member, customer_key
), by_contract as (
  select group_no, member, count(*) filter (where arr > 0) as contracts
  from (
    select group_no, member, live.customer_key, coalesce(nullif(contract_id, ''), line_id) as contract, sum(arr) as arr
    from live join line_version using (line_key) group by group_no, member, live.customer_key, contract
  ) as contract
  group by group_no, member
), total as (
  select group_no, member, sum(arr) as arr, count(*) filter (where arr > 0) as customers, sum(list_arr) as list_arr, cast(sum(lines) as bigint) as lines
  from by_customer group by group_no, member
), named_group as (
  select distinct group_no, cell_values from kept_cell
), shown as (
  select total.*, contracts,
    list_transform(by_names, (n, place) -> case when n = 'customer' then customer_id else cell_values[place] end) as group_values
  from total join by_contract using (group_no, member) join named_group using (group_no) left join customer on customer.customer_key = member cross join question
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
