-- new customers, products and cells get their keys in the order in which the file names them
insert into customer
select (select coalesce(max(customer_key), 0) from customer) + row_number() over (order by first_row), customer_id
from (select customer_id, min(row_no) as first_row from typed_row where mask = 0 group by customer_id) as named
where customer_id not in (select customer_id from customer);

insert into product
select (select coalesce(max(product_key), 0) from product) + row_number() over (order by first_row), product
from (select product, min(row_no) as first_row from typed_row where mask = 0 group by product) as named
where product not in (select product from product);

create or replace temp table combination as
with named as (
  select product, currency, attribute_cells, min(row_no) as first_row from typed_row where mask = 0 group by product, currency, attribute_cells
)
select named.*,
  map_from_entries(list_filter(list_transform(range(1, len(attribute_cells) + 1), i -> struct_pack(k := field.attribute_names[i], v := attribute_cells[i])), e -> e.v <> '')) as attrs
from named cross join field;

insert into cell
select (select coalesce(max(cell_key), 0) from cell) + row_number() over (order by first_row), product_key, named.product, named.currency, named.attrs, $source
from (select product, currency, attrs, min(first_row) as first_row from combination group by product, currency, attrs) as named join product using (product)
where not exists (select 1 from cell where cell.product = named.product and cell.currency = named.currency and cell.attrs = named.attrs and cell.source = $source);

-- the keys of each readable row; of rows repeated unchanged only the first goes on
create or replace temp table keyed_row as
with keyed_combination as (
  select combination.product, combination.currency, attribute_cells, cell_key
  from combination join cell on cell.product = combination.product and cell.currency = combination.currency and cell.attrs = combination.attrs and cell.source = $source
)
select row_no, customer_key, cell_key
from typed_row
  join customer using (customer_id)
  join keyed_combination as combination on combination.product = typed_row.product and combination.currency = typed_row.currency
    and combination.attribute_cells = typed_row.attribute_cells
where mask = 0 and row_no not in (select row_no from repeated_row where differs or row_no <> first_row);
