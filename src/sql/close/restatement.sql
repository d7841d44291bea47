-- one row a group and line of the bridge from ARR as reported to ARR as known now. What the close keeps otherwise than it comes out from what was known
-- then is a definition, of no line
with step as (
  select unnest(['reported', 'late', 'backdated', 'corrected', 'removed', 'reclassified', 'decision', 'definition', 'fx', 'now']) as line, generate_subscripts(range(10), 1) as place
), cause_total as (
  select group_values, cause as line, sum(part.now_known - part.reported) as amount, count(*) as lines
  from restated_part as part join restated_line using (line_id) group by group_values, cause
)
select group_values, line,
  case line when 'reported' then reported when 'now' then now_known when 'definition' then coalesce(amount, 0) + worked - reported else coalesce(amount, 0) end as amount,
  coalesce(lines, 0) as lines
from restated_total cross join step left join cause_total using (group_values, line)
order by group_values, place;
