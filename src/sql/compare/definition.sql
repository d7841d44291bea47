-- one row a definition: its rank by ARR, its figures in whole least units, and by how much they differ from those of one's own (place 0). Those that
-- move a figure come first, with presets and one's own among them, from the most ARR to the least
with told as (
  select one.* from (select unnest(from_json($told, '[{"place": "INTEGER", "is_preset": "BOOLEAN", "figures": ["HUGEINT"]}]')) as one) as given
), own as (
  select figures as own_figures from told where place = 0
)
select place, dense_rank() over (order by figures[1] desc) as rank, figures, list_transform(figures, (figure, i) -> figure - own_figures[i]) as difference,
  figures is distinct from own_figures as moves
from told cross join own
order by (place = 0 or is_preset or moves) desc, figures[1] desc, place;
