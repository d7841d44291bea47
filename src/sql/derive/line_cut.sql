-- lines of the scope that another line takes the place of, and the earliest day on which one of those starts
create or replace temp table line_cut as
with naming as (
  select line_key, replaces from replacing_line semi join known_line on known_line.line_id = replacing_line.replaces
), replacement as (
  select naming.replaces, min(start_date) as cut_on from present_line join naming using (line_key) group by naming.replaces
)
select known_line.line_key, cut_on
from known_line join replacement on replacement.replaces = known_line.line_id;
