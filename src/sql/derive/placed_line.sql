-- every interval in its own currency, after overlap and grace, which adjustments pass by
create or replace temp view placed_line as
select *, false as is_held from priced_line anti join delicate_pair using (customer_key, product_key)
union all by name
select *, false as is_held from priced_line semi join delicate_pair using (customer_key, product_key) where is_adjusted
union all by name
select * from held_line;
