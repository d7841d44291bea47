-- the scope's intervals of ARR, in the order of customers
insert into arr_line by name
select * from arr_line_scope order by customer_key, line_key, from_on;
