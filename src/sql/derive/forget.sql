-- what was derived before for the customers in scope
delete from counted_line where customer_key in (select customer_key from scope_customer);
delete from arr_line where customer_key in (select customer_key from scope_customer);
delete from arr_change where customer_key in (select customer_key from scope_customer);
delete from customer_day where customer_key in (select customer_key from scope_customer);
delete from unrated_line where customer_key in (select customer_key from scope_customer);
