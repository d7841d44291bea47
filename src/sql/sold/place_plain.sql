-- line x [from_on, to_on) x group in which it stands then, by what lines and files about customers say
create or replace temp macro sold_place(p_by, p_where) as table
with told_cell as (
  select attributed.*, shown_values from attributed_cell(cut_columns(p_by, p_where, 'customer')) as attributed join kept_cell(p_by, p_where, 'customer') using (group_no)
), mine as (
  select line_key, payer_key, cell_key, coalesce(told_of.customer_key, 0) as own_key
  from sold_line left join (select distinct customer_key from told_stretch) as told_of using (customer_key)
)
select 0 as period_no, line_key, from_on, to_on, group_values_of(p_by, payer_values, shown_values) as group_values
from mine join told_cell using (own_key, cell_key) join kept_payer(p_by, p_where) as payer on payer.customer_key = payer_key;
