-- lines of the scope that another line names in "replaces", and the earliest day on which one of those starts
create or replace temp table line_cut as
with replacement as (
  select replaces, min(start_date) as cut_on from present_line where replaces <> '' and replaces <> line_id group by replaces
)
select known_line.line_key, cut_on
from known_line join replacement on replacement.replaces = known_line.line_id;
