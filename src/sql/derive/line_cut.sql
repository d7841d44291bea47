-- lines of the scope that another line names in "replaces", and the earliest day on which one of those starts
create or replace temp table line_cut as
with naming as (
  select line_key, replaces from line_version semi join known_line on known_line.line_id = line_version.replaces
  where superseded_at is null and replaces <> '' and replaces <> line_version.line_id
), replacement as (
  select naming.replaces, min(start_date) as cut_on from present_line join naming using (line_key) group by naming.replaces
)
select known_line.line_key, cut_on
from known_line join replacement on replacement.replaces = known_line.line_id;
