-- rows of text cells that the engine's own reader did not read: an array's, and those of a file that is odd
-- row_no: the row of the source, plus 2 ^ 32 for each line that the same row gave before; -1 for rows that a filter left out, whose money is told
create or replace temp table given_row (row_no bigint, cells varchar[]);

create or replace temp view raw_row as select row_no, trimmed(cells) as cells from given_row where row_no > 0;

create or replace temp view left_out_row as select trimmed(cells) as cells from given_row where row_no < 0;
