-- what kept_whole is where a question filters: which of all lines and saves it keeps. It takes the place of kept_whole
create or replace temp macro kept_coming(p_on, p_horizon, p_where) as table
with question as (
  select cut_columns('[]', p_where, 'customer') as names, computed_names() as computed,
    from_json(p_where, '[{"column": "VARCHAR", "op": "VARCHAR", "values": ["VARCHAR"]}]') as conditions
), coming as (
  select line.*, cell_key, coalesce(group_key, line.customer_key) as payer_key, coalesce(told_of.customer_key, 0) as own_key
  from coming_line(p_on, p_horizon) as line join (select line_key, cell_key from line_version) as version using (line_key)
    left join customer_group as grouped on grouped.customer_key = line.customer_key
    left join (select distinct customer_key from told_stretch) as told_of on told_of.customer_key = line.customer_key
)
select coming.* exclude (cell_key, payer_key, own_key), payer.customer_key is not null
    and is_met(names, list_transform(names, (n, i) -> coalesce(case when list_contains(computed, n) then coalesce(of_payer.told[n], of_line.told[n]) else said.cell_values[i] end, '')), conditions) as is_kept
from coming left join attributed_cell(cut_columns('[]', p_where, 'customer')) as said
    on said.own_key = coming.own_key and said.cell_key = coming.cell_key and said.from_on <= coming.begin_on and coming.begin_on < said.to_on
  left join payer_dimension() as of_payer on of_payer.customer_key = payer_key
  left join line_dimension() as of_line on of_line.line_key = coming.line_key
  left join kept_payer('[]', p_where) as payer on payer.customer_key = payer_key
  cross join question;

create or replace temp macro kept_standing(p_on, p_by, p_where) as table
with kept as (
  select line_key from cell_line(p_by, p_where, 'customer') where from_on <= p_on and p_on < to_on
)
select line_key, payer_key, arr, line_key in (select kept.line_key from kept) as is_kept from arr_line where from_on <= p_on and p_on < to_on;

create or replace temp macro kept_arr(p_on, p_where) as
  (select coalesce(sum(arr), 0) from cell_line('[]', p_where, 'customer') where from_on <= p_on and p_on < to_on);

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
  group by statement_key
)
select loss.period_no, owner, kind, amount
from loss left join placed using (statement_key) left join attributed_cell(cut_columns(p_by, p_where, 'customer')) as said
    on said.own_key = loss.own_key and said.cell_key = line.cell_key and said.from_on <= on_date and on_date < said.to_on
  left join payer_dimension() as of_payer on of_payer.customer_key = payer_key and of_payer.period_no = loss.period_no
  left join line_dimension() as of_line on of_line.line_key = line.line_key and of_line.period_no = loss.period_no
  join kept_payer('[]', p_where) as payer on payer.customer_key = payer_key
  cross join question
where is_met(names, list_transform(names, (n, i) -> coalesce(case when list_contains(by_names, n) then owner
  when list_contains(computed, n) then coalesce(of_payer.told[n], of_line.told[n]) else said.cell_values[i] end, '')), conditions);
