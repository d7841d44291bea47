-- lines of the scope that another line names in "replaces", and the earliest day on which one of those starts
create or replace temp table line_cut as
select old.line_key, min(new.start_date) as cut_on
from present_line as new join known_line as old on old.line_id = new.replaces
where new.replaces <> '' and new.replaces <> new.line_id
group by old.line_key;
