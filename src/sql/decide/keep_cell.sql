-- cells that decisions make become cells of the book, so that what is derived from them can be looked up
insert into cell select * from made_cell;

delete from made_cell;
