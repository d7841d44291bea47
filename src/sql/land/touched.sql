-- the customers whose figures a change of these lines can move: their own, and those of the lines that they name in "replaces"
create or replace temp table scope_customer as
select distinct customer_key from line_version semi join changed_line using (line_id)
union
select distinct named.customer_key
from line_version as new semi join changed_line using (line_id) join line_version as named on named.line_id = new.replaces
where new.replaces <> '';
