-- ARR at the close of a day, by any columns. What a line is grouped by is told by its cell, but for who pays: so groups are numbered by cells,
-- and each payer is a group of its own where a question asks for payers
with question as (
  select cast($on as date) as on_date, list_has_any(from_json($by, '["VARCHAR"]'), ['customer', 'parent']) as is_by_payer
), kept as (
  select group_no, shown_values, dense_rank() over (order by shown_values) as shown_no from kept_cell($by, $where, 'customer')
), live as (
  select line_key, customer_key, shown_no, case when is_by_payer then customer_key else 0 end as member, arr, list_arr
  from cut_line(cut_columns($by, $where, 'customer')) as line join kept using (group_no) semi join kept_payer($by, $where) as kept_payer using (customer_key)
    cross join question
  where from_on <= on_date and on_date < to_on
), by_customer as (
  select shown_no, member, customer_key, sum(arr) as arr, sum(list_arr) as list_arr, count(*) as lines from live group by shown_no, member, customer_key
), by_contract as (
  select shown_no, member, count(*) filter (where arr > 0) as contracts
  from (
    select shown_no, member, live.customer_key, coalesce(nullif(contract_id, ''), line_id) as contract, sum(arr) as arr
    from live join line_version using (line_key) group by shown_no, member, live.customer_key, contract
  ) as contract
  group by shown_no, member
), by_member as (
  select shown_no, member, sum(arr) as arr, count(*) filter (where arr > 0) as customers, sum(list_arr) as list_arr, cast(sum(lines) as bigint) as lines
  from by_customer group by shown_no, member
), valued as (
  select by_member.*, contracts, group_values_of($by, payer_values, shown_values) as group_values
  from by_member join by_contract using (shown_no, member) join (select distinct shown_no, shown_values from kept) as named using (shown_no)
    left join kept_payer($by, $where) as kept_payer on kept_payer.customer_key = member
), total as (           -- several payers may have one top parent
  select group_values, sum(arr) as arr, cast(sum(customers) as bigint) as customers, cast(sum(contracts) as bigint) as contracts, sum(list_arr) as list_arr, cast(sum(lines) as bigint) as lines
  from valued group by group_values
), shown as (
  select * from total where len(group_values) = 0 or arr <> 0 or customers > 0 or list_arr <> 0
  union all by name
  select []::varchar[] as group_values, 0 as arr, 0 as customers, 0 as contracts, 0 as list_arr, 0 as lines where $by = '[]' and not exists (select 1 from total)
)
select group_values, arr, scale_amount(cast(arr as hugeint), 1::hugeint, 12::hugeint) as mrr, customers, contracts,
  rounded_of(arr_per_customer_of(arr, customers)) as arr_per_customer,
  rounded_of(fraction(arr, contracts)) as arr_per_contract,
  list_arr, arr - list_arr as discount_arr, lines
from shown
order by group_values;
