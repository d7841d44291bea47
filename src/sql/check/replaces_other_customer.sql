-- a line that takes the place of another customer's, and what that one would carry on the day at the rate it had
with naming as (
  select line_key, line_id, customer_key, replaces, start_date from line_version where superseded_at is null and replaces <> '' and replaces <> line_id
), cut as (
  select naming.line_key, naming.line_id, naming.customer_key, naming.start_date, named.line_key as cut_key, named.line_id as cut_id, named.customer_key as cut_customer
  from naming join line_version as named on named.line_id = naming.replaces and named.superseded_at is null
  where named.customer_key <> naming.customer_key
), last_price as (
  select line_key, arg_max(arr, from_on) as arr from arr_line semi join cut on cut.cut_key = arr_line.line_key group by line_key
)
select cut.line_key, cut.line_id as subject, cut.line_id as line, customer.customer_id as customer, cut_id as other, named_customer.customer_id as other_customer,
  cut.start_date as from_on, 1 as lines, coalesce(last_price.arr, 0) as arr_at_stake
from cut join customer using (customer_key) join customer as named_customer on named_customer.customer_key = cut.cut_customer
  left join last_price on last_price.line_key = cut.cut_key;
