-- which cells of a cut a question keeps and under which values it shows them: the cut is by the columns that it groups by and those that its
-- conditions name; what a payer has as a whole (who it is) is told of the payer
create or replace temp macro is_of_payer(p_name) as p_name in ('customer', 'parent');

create or replace temp macro cut_columns(p_by, p_where, p_level) as
  list_filter(list_distinct(from_json(p_by, '["VARCHAR"]') || list_transform(from_json(p_where, '[{"column": "VARCHAR", "op": "VARCHAR", "values": ["VARCHAR"]}]'), c -> c.column)
    || case when p_level = 'customer_product' then ['product'] else []::varchar[] end), n -> not is_of_payer(n));

-- whether values, by their names, meet all conditions on what lines say
create or replace temp macro is_met(p_names, p_values, p_conditions) as
  len(list_filter(p_conditions, c -> not is_of_payer(c.column) and not meets(p_values[list_position(p_names, c.column)], c.op, c.values))) = 0;

create or replace temp macro kept_cell(p_by, p_where, p_level) as table
with question as (
  select from_json(p_by, '["VARCHAR"]') as by_names, cut_columns(p_by, p_where, p_level) as names,
    from_json(p_where, '[{"column": "VARCHAR", "op": "VARCHAR", "values": ["VARCHAR"]}]') as conditions
), valued as (
  select distinct group_no, cell_values from cut_cell(cut_columns(p_by, p_where, p_level))
)
select group_no, case when p_level = 'customer_product' then cell_values[list_position(names, 'product')] else '' end as product,
  list_transform(by_names, n -> case when is_of_payer(n) then '' else cell_values[list_position(names, n)] end) as shown_values
from valued cross join question
where is_met(names, cell_values, conditions);

create or replace temp macro kept_payer(p_by, p_where) as table
with question as (
  select from_json(p_by, '["VARCHAR"]') as by_names, from_json(p_where, '[{"column": "VARCHAR", "op": "VARCHAR", "values": ["VARCHAR"]}]') as conditions
), named as (
  select payer.customer_key, customer_id, case when policy.level = 'parent' then customer_id else coalesce(group_id, customer_id) end as parent_id
  from payer() as payer left join customer_top(p_by || p_where like '%"parent"%') as top on top.customer_key = payer.customer_key cross join policy
)
select customer_key, list_transform(by_names, n -> case n when 'customer' then customer_id when 'parent' then parent_id else '' end) as payer_values
from named cross join question
where len(list_filter(conditions, c -> is_of_payer(c.column) and not meets(case c.column when 'customer' then customer_id else parent_id end, c.op, c.values))) = 0;

create or replace temp macro group_values_of(p_by, p_payer_values, p_shown_values) as
  list_transform(from_json(p_by, '["VARCHAR"]'), (n, i) -> case when is_of_payer(n) then p_payer_values[i] else p_shown_values[i] end);

-- for what is shared out over groups: the columns of a cut and those of its conditions, so that every filter of a cut shares it out alike; whether values by
-- these columns meet all conditions, and under which a cut shows them
create or replace temp macro all_columns(p_by, p_where) as
  to_json(list_sort(list_distinct(from_json(p_by, '["VARCHAR"]') || list_transform(from_json(p_where, '[{"column": "VARCHAR", "op": "VARCHAR", "values": ["VARCHAR"]}]'), c -> c.column))))::varchar;

create or replace temp macro is_kept_of_all(p_by, p_where, p_values) as
  len(list_filter(from_json(p_where, '[{"column": "VARCHAR", "op": "VARCHAR", "values": ["VARCHAR"]}]'),
    c -> not meets(p_values[list_position(from_json(all_columns(p_by, p_where), '["VARCHAR"]'), c.column)], c.op, c.values))) = 0;

create or replace temp macro shown_of_all(p_by, p_where, p_values) as
  list_transform(from_json(p_by, '["VARCHAR"]'), n -> p_values[list_position(from_json(all_columns(p_by, p_where), '["VARCHAR"]'), n)]);
