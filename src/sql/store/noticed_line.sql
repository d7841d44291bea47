-- one row a counted line of the scope of which notice was received
insert into noticed_line by name
select line_key, customer_key, cancelled_on from counted_line_scope where cancelled_on is not null order by customer_key, line_key;
