-- the figures of closed periods as they were worked out in a state
insert into closed_figure by name
select $state as state, close_id, report, cut, group_values, unnest(map_keys(figures)) as figure, unnest(map_values(figures)) as value
from (select unnest(from_json($rows, '[{"close_id": "INTEGER", "report": "VARCHAR", "cut": "VARCHAR", "group_values": ["VARCHAR"], "figures": "MAP(VARCHAR, HUGEINT)"}]'), recursive := true)) as worked;
