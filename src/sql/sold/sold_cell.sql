-- customer x cell of a line, for cuts by what files about customers say: of all lines, not only of those with ARR
create or replace temp table sold_cell as select distinct customer_key, cell_key from sold_line;
