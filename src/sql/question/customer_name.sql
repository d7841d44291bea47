-- the name shown for a customer: that of its latest line that has one, else its id
create or replace temp macro customer_name(p_customers) as table
select customer_key, arg_max(customer_name, (start_date, line_id)) as name
from line_version where superseded_at is null and customer_name <> '' and customer_key in (select unnest(p_customers))
group by customer_key;
