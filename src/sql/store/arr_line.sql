-- the scope's intervals of ARR, in the order of payers
insert into arr_line by name
select * from arr_line_scope order by payer_key, line_key, from_on;
