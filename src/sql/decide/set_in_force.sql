-- decision x what it names x field that it sets, in the order of recording: a later one wins. Scenario 0 is the book as it was decided.
-- target: line (its id), customer (its id: all its lines), name (those of its lines with this name), product (its lines without a kind)
create or replace temp table set_in_force as
select 0::bigint as scenario_no, decision_id as rank, target, target_id, target_name, field, value
from decision_set join decision using (decision_id) where withdrawn_at is null;

-- set x present line that it names. A decision names lines by what they are called, so that it holds for the versions that later
-- imports bring; customer_product is a product of one customer, by its key. A line taken out of a customer by its name is taken out
-- whatever becomes of the customer: apart
create or replace temp view set_line as
select scenario_no, rank, field, value, line_key, customer_key as landed_key
from line_version join set_in_force on line_id = target_id where target = 'line' and superseded_at is null
union all
select scenario_no, rank, case target when 'name' then 'apart' else field end, value, line_key, customer_key
from line_version join (customer join set_in_force on customer_id = target_id) using (customer_key)
where superseded_at is null and (target = 'customer' or target = 'name' and customer_name = target_name)
union all
select scenario_no, rank, field, value, line_key, customer_key
from line_version join (cell join set_in_force on product = target_id) using (cell_key)
where target = 'product' and superseded_at is null and kind = ''
union all
select scenario_no, rank, field, value, line_key, customer_key
from line_version join set_in_force on customer_key = try_cast(target_name as integer) join cell on cell.cell_key = line_version.cell_key and product = target_id
where target = 'customer_product' and superseded_at is null and kind = '';
