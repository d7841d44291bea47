-- whoever is worked out together with a customer of the scope is in it
insert into scope_customer
select customer_key from customer_home
where home_key in (select home_key from customer_home semi join scope_customer using (customer_key))
  and customer_key not in (select scope_customer.customer_key from scope_customer);
