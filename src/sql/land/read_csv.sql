-- a well-formed CSV file as rows of trimmed text cells; the row of the file follows from the place in the table, the header being row 1
create or replace temp table raw_cell as
select trimmed(list_value(*columns(*))) as cells
from read_csv($path, columns = $columns, header = false, skip = 1, auto_detect = false, delim = $delimiter, quote = '"', escape = '"',
  compression = $compression, max_line_size = 4194304, null_padding = false, strict_mode = true);

-- inside a transaction the first rowid is no zero
create or replace temp view raw_row as select rowid - (select min(rowid) from raw_cell) + 2 as row_no, cells from raw_cell;

create or replace temp view left_out_row as select cells from raw_cell where false;
