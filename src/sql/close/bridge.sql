-- one row a line of the bridge over the periods after a close: opening as reported + restatement + movements as now known = closing
with kept as (
  select cast(figures['closing'] as hugeint) as reported from book.closed_row where close_id = cast($close_id as integer) and report = 'waterfall' and cut = '[]'
), after as (
  select from_json($figures, '"MAP(VARCHAR, HUGEINT)"') as figures, from_json($kinds, '["VARCHAR"]') as kinds
), told as (
  select 0 as place, 'opening as reported' as line, reported as amount from kept
  union all
  select 1, 'restatement', cast(figures['opening'] as hugeint) - reported from kept cross join after
  union all
  select 1 + place, kind, cast(figures[kind] as hugeint) from (select figures, unnest(kinds) as kind, generate_subscripts(kinds, 1) as place from after)
  union all
  select 1000, 'closing', cast(figures['closing'] as hugeint) from after
)
select line, amount from told where place in (0, 1, 1000) or amount <> 0 order by place;
