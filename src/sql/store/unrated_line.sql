-- one row a counted line whose currency has no rate
insert into unrated_line by name
select line_key, customer_key, currency, max(native) as native from priced_line anti join fx_rate using (currency) group by line_key, customer_key, currency;
