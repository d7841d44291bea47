-- the refused rows, one row for each thing that is wrong with them
select judged_row.row_no % 4294967296 as row_no, code, column_name, cells
from (select * from judged_row where outcome = 'rejected' order by row_no limit cast($most as bigint)) as judged_row
  join refusal on judged_row.mask & (cast(1 as bigint) << bit) <> 0
  join raw_row using (row_no)
order by judged_row.row_no, bit;
