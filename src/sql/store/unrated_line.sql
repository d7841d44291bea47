-- one row an interval of a counted line whose currency has no rate
insert into unrated_line by name
select line_key, customer_key, currency, from_on, to_on, native from placed_line anti join fx_rate using (currency);
