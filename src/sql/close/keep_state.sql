-- the lines of the derivation in use that begin before the closed period ends, and who returns within it
insert into state_line by name
with paying as (
  select customer_key, customer_id as payer, payer_values from payer() as payer join kept_payer($by, '[]') as shown using (customer_key)
)
select cast($step as integer) as step_no, line_id, counted_line.customer_key, line.product_key, payer, group_values_of($by, payer_values, shown_values) as group_values,
  coalesce(nullif(contract_id, ''), line_id) as contract, line.is_acquired and line.begin_on >= cast($from_date as date) as is_bought, line.from_on, line.to_on, line.arr, line.list_arr
from cut_line(cut_columns($by, '[]', 'customer')) as line join kept_cell($by, '[]', 'customer') as shown using (group_no) join paying on paying.customer_key = line.customer_key
  join line_version using (line_key) join counted_line using (line_key)
where line.from_on < cast($to_date as date);

insert into state_return by name
select distinct cast($step as integer) as step_no, customer_id as payer
from customer_flow($periods, 'net') as flow join payer() as payer using (customer_key) where kind = 'reactivation';
