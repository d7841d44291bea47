-- the same where a question filters: which of them it keeps. What takes whose place, and by how much it exceeds it, is told of all of them. It takes
-- the place of carr_whole
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

create or replace temp macro kept_standing(p_on, p_where) as table
with kept as (
  select line_key from cell_line('[]', p_where, 'customer') where from_on <= p_on and p_on < to_on
)
select line_key, arr, line_key in (select kept.line_key from kept) as is_kept from arr_line where from_on <= p_on and p_on < to_on;

create or replace temp macro kept_arr(p_on, p_where) as
  (select coalesce(sum(arr), 0) from cell_line('[]', p_where, 'customer') where from_on <= p_on and p_on < to_on);
