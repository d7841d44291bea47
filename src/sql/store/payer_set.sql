-- one row a payer with lines: the set of their cells
create or replace temp table scope_set as
select payer_key as customer_key, list_sort(list_distinct(list(cell_key))) as cells from arr_line_scope group by payer_key;

insert into cell_set
select (select coalesce(max(set_key), 0) from cell_set) + row_number() over (order by cells), cells
from (select distinct cells from scope_set) as met anti join cell_set using (cells);

insert into payer_set select customer_key, set_key from scope_set join cell_set using (cells) order by customer_key;

drop table scope_set;
