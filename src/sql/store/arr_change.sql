-- THE LEDGER: one row a signed, dated change of a line's ARR
insert into arr_change by name
select from_on as on_date, customer_key, payer_key, product_key, cell_key, line_key, native, arr from arr_line_scope where arr <> 0 or native <> 0
union all by name
select to_on as on_date, customer_key, payer_key, product_key, cell_key, line_key, -native as native, -arr as arr from arr_line_scope
where (arr <> 0 or native <> 0) and to_on < date '9999-01-01'
order by payer_key, on_date;
