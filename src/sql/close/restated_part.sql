-- restated line x group of the cut that is asked: its ARR in it at the close as reported and as known now; without a cut the one group that is everything
create or replace temp table restated_part as
with changed as (
  select distinct line_id, shown_values from (
    select line_id, list_transform(from_json($places, '["INTEGER"]'), p -> group_values[p]) as shown_values
    from state_change group by line_id, shown_values, payer, figure, on_date having sum(reported) <> sum(now_known) or len(shown_values) = 0
  ) as difference
), stood as (
  select line_id, list_transform(from_json($places, '["INTEGER"]'), p -> group_values[p]) as shown_values,
    sum(arr) filter (where step_no = 0) as reported, sum(arr) filter (where step_no = 4) as now_known
  from state_line semi join restated_line using (line_id) where to_on >= cast($to_date as date) group by line_id, shown_values
)
select line_id, shown_values as group_values, coalesce(stood.reported, 0) as reported, coalesce(stood.now_known, 0) as now_known
from changed left join stood using (line_id, shown_values) semi join restated_line using (line_id);

-- group of the cut x its ARR at the close: as the close keeps it, as it comes out of what was known then, and as known now
create or replace temp table restated_total as
with kept as (
  select group_values, cast(figures['closing'] as hugeint) as reported from book.closed_row where close_id = cast($close_id as integer) and report = 'waterfall' and cut = $cut
), stood as (
  select list_transform(from_json($places, '["INTEGER"]'), p -> group_values[p]) as shown_values,
    sum(arr) filter (where step_no = 0) as worked, sum(arr) filter (where step_no = 4) as now_known
  from state_line where to_on >= cast($to_date as date) group by shown_values
), grouping as (
  select group_values from kept union select shown_values from stood union select group_values from restated_part
)
select grouping.group_values, coalesce(kept.reported, 0) as reported, coalesce(worked, 0) as worked, coalesce(now_known, 0) as now_known
from grouping left join kept using (group_values) left join stood on shown_values = grouping.group_values;
