-- lines of the scope that another line takes the place of, and the earliest day on which one of those starts
create or replace temp table line_cut as
with named as (
  select line_key, line_id from known_line semi join (select replaces from replacing_line) as naming on naming.replaces = known_line.line_id
), naming as (
  select line_key, replaces from replacing_line semi join named on named.line_id = replacing_line.replaces
), replacement as (
  select naming.replaces, min(start_date) as cut_on from present_line join naming using (line_key) group by naming.replaces
)
select named.line_key, cut_on from named join replacement on replacement.replaces = named.line_id;
