-- one row a line and group that a restatement is made of, with when the book was told of what moved it, and by which row of which import
with moved as (         -- the version that tells of the change: that of the line through which it came, or its own
  select restated_line.*, coalesce(by_version.later_key, by_version.was_key, restated_line.later_key, restated_line.was_key) as told_key,
    coalesce(by_version.later_key, case when through is null then restated_line.later_key end) is null as is_ended
  from restated_line left join restated_version as by_version on by_version.line_id = through
), decided as (
  select restated_line.line_id, string_agg(distinct case when deed = 'answer' then 'Q' || question_no || ' ' || choice else 'D' || decision_id end, ', ') as decisions, max(coalesce(withdrawn_at, recorded_at)) as decided_at
  from restated_line join book.customer using (customer_key) join book.product using (product_key)
    join book.decision_set on target = 'line' and target_id = restated_line.line_id or target in ('customer', 'name') and target_id = customer.customer_id or target = 'product' and target_id = product.product
    join (select * from book.decision where import_id > cast($last_import as integer) or withdrawn_import > cast($last_import as integer)) as since using (decision_id)
  where list_contains(causes, 'decision') group by restated_line.line_id
  union all
  select line_id, 'D' || decision_id, coalesce(withdrawn_at, recorded_at) from restated_line join book.decision on deed = 'adjust' and line_id = 'decision-' || decision_id
), informed as (        -- the last entry of the log by which a file said something of a customer, or took it back
  select customer_key, max(greatest(import_id, coalesce(superseded_by, 0))) as entry_id,
    arg_max(case when superseded_by is null then source_row end, (greatest(import_id, coalesce(superseded_by, 0)), -fact_key)) as fact_row
  from book.customer_fact join book.customer using (customer_id)
  where import_id > cast($last_import as integer) or superseded_by > cast($last_import as integer) group by customer_key
), told as (
  select moved.*, entry.kind as entry_how, entry.source as entry_from, entry.done_at as entry_at, entry_id, fact_row, customer_id, product, decisions, decided_at, version.source_row,
    brought.source as brought_from, brought.done_at as brought_at, version.import_id, ended.import_id as ended_by, ended.kind as ended_how, ended.done_at as ended_at
  from moved join book.customer using (customer_key) left join book.product using (product_key) left join decided using (line_id)
    left join book.line_version as version on version.line_key = told_key
    left join book.import as brought on brought.import_id = version.import_id left join book.import as ended on ended.import_id = version.superseded_by
    left join informed on is_informed and informed.customer_key = moved.customer_key left join book.import as entry on entry.import_id = entry_id
)
select group_values, cause as line, line_id, customer_id as customer, product, part.reported, part.now_known as now, part.now_known - part.reported as amount, array_to_string(causes[2:], ', ') as also, coalesce(through, '') as through,
  coalesce(cast(date_trunc('second', case when cause in ('definition', 'fx') then null when cause = 'decision' then decided_at when entry_id is not null then entry_at when is_ended then ended_at else brought_at end) as varchar), '') as recorded_at,
  case when cause in ('definition', 'fx') then '' when cause = 'decision' then coalesce(decisions, '')
    when entry_id is not null then coalesce(entry_from || ':' || fact_row, entry_how) || ', import ' || entry_id
    when is_ended then coalesce(ended_how || ', import ' || ended_by, '')
    else brought_from || ':' || source_row || ', import ' || import_id end as source
from told join restated_part as part using (line_id) order by list_position(restatement_causes(), cause), abs(amount) desc, line_id, group_values;
