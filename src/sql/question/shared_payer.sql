-- whether a customer has lines that conditions keep and others that they don't, on whatever days
with question as (
  select cut_columns('[]', $where, 'customer') as names, from_json($where, '[{"column": "VARCHAR", "op": "VARCHAR", "values": ["VARCHAR"]}]') as conditions
), line as (
  select arr_line.payer_key, arr_line.from_on, arr_line.to_on, arr_line.cell_key, coalesce(told_of.customer_key, 0) as own_key
  from arr_line left join (select distinct customer_key from told_stretch) as told_of using (customer_key)
), kept as (
  select payer_key, is_met(names, cell_values, conditions) as is_kept
  from line join attributed_cell(cut_columns('[]', $where, 'customer')) as said using (own_key, cell_key) cross join question
  where said.from_on < line.to_on and line.from_on < said.to_on
)
select exists (select 1 from kept group by payer_key having bool_or(is_kept) and not bool_and(is_kept)) as is_shared;
