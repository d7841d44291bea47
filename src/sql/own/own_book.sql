-- one row a line of the asker, in the database that holds what is derived of these lines alone; rates and what files say are those of the whole book
drop table fx_rate;
drop table restated_customer;
drop table told_stretch;
create or replace table asker_line as select line_key from own_line;
insert into counted_line by name from own_counted_line order by customer_key, line_key;
insert into unrated_line by name from own_unrated_line;
insert into signed_line by name from own_signed_line order by customer_key, line_key;
insert into noticed_line by name from own_noticed_line order by customer_key, line_key;
insert into replaced_line by name from own_replaced_line order by customer_key, line_key;
insert into held_cover by name from own_held_cover order by customer_key, product_key, gap_on;
