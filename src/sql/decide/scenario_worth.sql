-- what the customers of each scenario come to at the close of the day and at the last close
insert into scenario_worth
with payer as (
  select distinct scenario_no, customer_key from scenario_line
)
select scenario_no, coalesce(sum(arr) filter (where from_on <= cast($on as date) and cast($on as date) < to_on), 0),
  coalesce(sum(arr) filter (where from_on <= cast($close as date) and cast($close as date) < to_on), 0)
from payer join arr_line_scope using (customer_key)
group by scenario_no;
