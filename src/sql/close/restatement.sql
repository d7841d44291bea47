-- one row a line of the bridge from ARR as reported to ARR as known now. What the SQL of another version made of the same lines is a definition
with kept as (
  select cast(figures['closing'] as hugeint) as reported from book.closed_row where close_id = cast($close_id as integer) and report = 'waterfall' and cut = '[]'
), total as (
  select coalesce(sum(arr) filter (where step_no = 0), 0) as worked, coalesce(sum(arr) filter (where step_no = 4), 0) as now_known from state_line
), step as (
  select unnest(['reported', 'late', 'backdated', 'corrected', 'removed', 'reclassified', 'decision', 'definition', 'fx', 'now']) as line, generate_subscripts(range(10), 1) as place
), cause_total as (
  select cause as line, sum(amount) as amount, count(*) as lines from restated_line group by cause
)
select line, case line when 'reported' then kept.reported when 'now' then total.now_known when 'definition' then coalesce(amount, 0) + worked - kept.reported else coalesce(amount, 0) end as amount,
  coalesce(lines, 0) as lines
from step left join cause_total using (line) cross join kept cross join total
order by place;
