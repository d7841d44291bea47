-- a key that names nothing, two things, or another thing than its line does
with dangling as (
  select 'the customer of line ' || line_id as subject, customer_key as key_is, 0 as times from line_version anti join customer using (customer_key)
  union all
  select 'the cell of line ' || line_id, cell_key, 0 from line_version anti join cell using (cell_key)
  union all
  select 'the import of line ' || line_id, import_id, 0 from line_version anti join import using (import_id)
  union all
  select 'the product of cell ' || cell_key, cell.product_key, 0 from cell anti join product on product.product_key = cell.product_key and product.product = cell.product
  union all
  select 'the line, customer, cell and product of an interval or change', line_key, 0
  from (select line_key, customer_key, cell_key, product_key from arr_line
        union all
        select line_key, customer_key, cell_key, product_key from arr_change
        union all
        select line_key, customer_key, cell_key, product_key from counted_line) as derived
    anti join (select line_key, present_line.customer_key, cell_key, cell.product_key from present_line join cell using (cell_key)) as landed
      using (line_key, customer_key, cell_key, product_key)
  union all
  select 'customer ' || any_value(customer_id), customer_key, count(*) from customer group by customer_key having count(*) > 1
  union all
  select 'customer ' || customer_id, any_value(customer_key), count(*) from customer group by customer_id having count(*) > 1
  union all
  select 'product ' || any_value(product), product_key, count(*) from product group by product_key having count(*) > 1
  union all
  select 'cell ' || cell_key, cell_key, count(*) from cell group by cell_key having count(*) > 1
)
select 'The number of rows for ' || subject || ' (key ' || key_is || ') is' as subject, 'count' as unit, times as found, 1 as wanted from dangling;
