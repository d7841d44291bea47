-- one row a counted line of the scope and line that names it, or that a decision says it gives way to
insert into replaced_line by name
select distinct line_key, line.customer_key, naming.line_key as by_key
from line_cut
  join counted_line_scope as line using (line_key)
  join line_version as named using (line_key)
  join replacing_line as naming on naming.replaces = named.line_id
order by line.customer_key, line_key;
