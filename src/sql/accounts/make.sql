-- one row: the shape of the file, and the program that made it
insert into accounts values (cast($format as integer), $version);
