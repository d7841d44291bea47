-- the first and the last key of the customers in scope: few blocks need be read where they are few
set variable first_in_scope = (select coalesce(min(customer_key), 0) from scope_customer);
set variable last_in_scope = (select coalesce(max(customer_key), 0) from scope_customer);
