-- customer x cell of a line, for cuts by what files about customers say: of all lines, not only of those with ARR
delete from sold_cell;

insert into sold_cell select distinct customer_key, cell_key from sold_line where customer_key in (select told_stretch.customer_key from told_stretch);
