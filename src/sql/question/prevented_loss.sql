-- one row a save that holds: a loss that was prevented, with the ARR that it would have been in minor units of the reporting currency, null where no rate tells
create or replace temp macro prevented_loss() as table
select statement_key, cast(said['date'] as date) as on_date, said['customer_id'] as customer_id, said['kind'] as kind, coalesce(said['owner'], '') as owner, amount
from standing_statement('save') left join statement_amount() using (statement_key);

-- period x save in it that a question keeps. It is its owner's, whatever lines say; for any other column it stands where the customer's largest line of
-- that day does, or without ARR on it the customer's latest line
create or replace temp macro kept_loss(p_periods, p_by, p_where) as table
with question as (
  select from_json(p_by, '["VARCHAR"]') as by_names, cut_columns(p_by, p_where, 'customer') as names, computed_names() as computed,
    from_json(p_where, '[{"column": "VARCHAR", "op": "VARCHAR", "values": ["VARCHAR"]}]') as conditions
), loss as (
  select period_no, loss.*, customer_key, coalesce(group_key, customer_key) as payer_key, coalesce(told_of.customer_key, 0) as own_key
  from prevented_loss() as loss join period_list(p_periods) on on_date >= from_date and on_date < to_date join customer using (customer_id)
    left join customer_group using (customer_key) left join (select distinct customer_key from told_stretch) as told_of using (customer_key)
), placed as (
  select statement_key, arg_max(struct_pack(line_key := version.line_key, cell_key), (coalesce(arr, 0), start_date, line_id)) as line
  from loss join (select line_key, line_id, customer_key, cell_key, start_date from line_version where superseded_at is null) as version using (customer_key)
    left join (select line_key, from_on, to_on, arr from arr_line) as held on held.line_key = version.line_key and from_on <= on_date and on_date < to_on
  where p_where <> '[]' group by statement_key
)
select loss.period_no, owner, kind, amount
from loss left join placed using (statement_key) left join attributed_cell(cut_columns(p_by, p_where, 'customer')) as said
    on said.own_key = loss.own_key and said.cell_key = line.cell_key and said.from_on <= on_date and on_date < said.to_on
  left join payer_dimension() as of_payer on of_payer.customer_key = payer_key and of_payer.period_no = loss.period_no
  left join line_dimension() as of_line on of_line.line_key = line.line_key and of_line.period_no = loss.period_no
  left join kept_payer('[]', p_where) as payer on payer.customer_key = payer_key
  cross join question
where (payer.customer_key is not null or p_where = '[]') and is_met(names, list_transform(names, (n, i) -> coalesce(case when list_contains(by_names, n) then owner
  when list_contains(computed, n) then coalesce(of_payer.told[n], of_line.told[n]) else said.cell_values[i] end, '')), conditions);
