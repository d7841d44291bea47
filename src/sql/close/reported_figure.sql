-- the figures of closes as they were reported, which stay as they are
insert into closed_figure by name
select 'reported' as state, close_id, report, cut, group_values, unnest(map_keys(figures)) as figure, unnest(map_values(figures)) as value
from closed_row where list_contains(from_json($closes, '["INTEGER"]'), close_id);
