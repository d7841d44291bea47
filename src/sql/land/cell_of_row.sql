-- new customers, products and cells get their keys in the order in which the file names them
insert into customer
select (select coalesce(max(customer_key), 0) from customer) + row_number() over (order by first_row), customer_id
from (select customer_id, min(row_no) as first_row from typed_row where mask = 0 group by customer_id) as named
where customer_id not in (select customer_id from customer);

insert into product
select (select coalesce(max(product_key), 0) from product) + row_number() over (order by first_row), product
from (select product, min(row_no) as first_row from typed_row where mask = 0 group by product) as named
where product not in (select product from product);

create or replace temp table row_cell as
with combination as (
  select product, currency, attribute_cells, min(row_no) as first_row from typed_row where mask = 0 group by product, currency, attribute_cells
)
select combination.*,
  map_from_entries(list_filter(list_transform(range(1, len(attribute_cells) + 1), i -> struct_pack(k := field.attribute_names[i], v := attribute_cells[i])), e -> e.v <> '')) as attrs
from combination cross join field;

insert into cell
select (select coalesce(max(cell_key), 0) from cell) + row_number() over (order by first_row), product_key, named.product, named.currency, named.attrs, $source
from (select product, currency, attrs, min(first_row) as first_row from row_cell group by product, currency, attrs) as named join product using (product)
where not exists (select 1 from cell where cell.product = named.product and cell.currency = named.currency and cell.attrs = named.attrs and cell.source = $source);
