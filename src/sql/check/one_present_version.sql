-- a line of which several versions are in the present view
select 'The number of present versions of line ' || line_id || ' is' as subject, 'count' as unit, count(*) as found, 1 as wanted
from line_version where superseded_at is null
group by line_id having count(*) > 1;
