-- the same where some of the values are worked out for each period: a payer or a line without ARR has none of those
create or replace temp table sold_value as
with question as (
  select from_json($by, '["VARCHAR"]') as by_names, cut_columns($by, $where, 'customer') as names, from_json($computed, '["VARCHAR"]') as computed,
    from_json($where, '[{"column": "VARCHAR", "op": "VARCHAR", "values": ["VARCHAR"]}]') as conditions
), mine as (
  select line_key, payer_key, cell_key, coalesce(told_of.customer_key, 0) as own_key
  from sold_line left join (select distinct customer_key from told_stretch) as told_of using (customer_key)
), valued as (
  select period.period_no, mine.line_key, payer_key, told.from_on, told.to_on,
    list_transform(names, (n, i) -> case when not list_contains(computed, n) then cell_values[i]
      else coalesce(case n when 'tier' then tier when 'cohort' then cohort when 'tenure' then tenure when 'commitment' then commitment else remaining_term end, '') end) as cell_values
  from mine join attributed_cell(cut_columns($by, $where, 'customer')) as told using (own_key, cell_key) cross join period_list($periods) as period cross join question
    left join dimension_of_payer as of_payer on of_payer.customer_key = payer_key and of_payer.period_no = period.period_no
    left join dimension_of_line as of_line on of_line.line_key = mine.line_key and of_line.period_no = period.period_no
)
select period_no, line_key, payer_key, from_on, to_on,
  list_transform(by_names, n -> case when is_of_payer(n) then '' else cell_values[list_position(names, n)] end) as shown_values
from valued cross join question
where len(list_filter(conditions, c -> not is_of_payer(c.column) and not meets(cell_values[list_position(names, c.column)], c.op, c.values))) = 0;

create or replace temp macro sold_place(p_by, p_where) as table
select period_no, line_key, from_on, to_on, group_values_of(p_by, payer_values, shown_values) as group_values
from sold_value join kept_payer(p_by, p_where) as payer on payer.customer_key = payer_key;
