-- of closes the figures of some cuts as they were reported: of the reports of which any change is watched
insert into closed_figure by name
select 'reported' as state, close_id, report, cut, group_values, unnest(map_keys(figures)) as figure, unnest(map_values(figures)) as value
from closed_row semi join (select unnest(from_json($compared, '[{"close_id": "INTEGER", "cut": "VARCHAR"}]'), recursive := true)) as compared using (close_id, cut)
where list_contains(from_json($reports, '["VARCHAR"]'), report);
