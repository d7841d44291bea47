-- one row a gap in the cover of the scope that is held
insert into held_cover by name
select customer_key, product_key, gap_on, held_to from cover_gap order by customer_key, product_key, gap_on;
