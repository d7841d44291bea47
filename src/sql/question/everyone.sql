-- whose lines and days a question reads one by one: everybody's
create or replace temp macro looked_line() as table select * from arr_line;

create or replace temp macro looked_day() as table select * from customer_day;
