-- a line that its source corrected after somebody had decided about it, as the one meant or as the other: the answer goes on, though what it was
-- given on is no more; but two lines that are no longer alike, or no longer of one customer and product, have nothing to do with each other, and
-- an answer that moved the point of an amount does nothing to another amount
with named as (         -- what a decision may have been about
  select question_no, choice, decision.import_id as decided_by, target_id, field, value
  from decision_set join decision using (decision_id) where target = 'line' and withdrawn_at is null
), decided as (
  select question_no, choice, decided_by, line_id, bool_or(field = 'copy_of' or starts_with(field, 'attribute:')) as looks_at_attributes
  from (select *, target_id as line_id from named union all select *, value from named where field in ('copy_of', 'cut_by')) as either
  group by question_no, choice, decided_by, line_id
), loose as (
  select distinct question_no, line_key, other_key
  from decided_tie join line_version using (line_key) join line_version as other on other.line_key = other_key
    join named on named.target_id = line_version.line_id and named.value = other.line_id and named.field = decided_tie.field
  where scenario_no = 0 and not acts
), told as (            -- each version of such a line
  select decided.*, line_key, superseded_at, import_id,
    {'customer': customer_id, 'product': product, 'currency': currency, 'kind': kind, 'start_date': cast(start_date as varchar), 'end_date': coalesce(cast(end_date as varchar), ''),
      'amount': amount, 'amount_per': amount_per, 'amount_every': cast(amount_every as varchar), 'quantity': quantity, 'discount_percent': discount_percent,
      'discount_amount': discount_amount, 'discount_until': coalesce(cast(discount_until as varchar), ''), 'cancelled_on': coalesce(cast(cancelled_on as varchar), ''), 'replaces': replaces,
      'attributes': case when looks_at_attributes then array_to_string(list_transform(list_sort(map_entries(attrs)), e -> e.key || ' = ' || e.value), ', ') else '' end} as said
  from line_version join decided using (line_id) join cell using (cell_key) join customer using (customer_key)
), turned as (
  select line_id, question_no, choice, max(line_key) filter (where superseded_at is null and import_id > decided_by) as line_key,
    arg_max(said, line_key) filter (where superseded_at is null and import_id > decided_by) as said, arg_max(said, line_key) filter (where import_id <= decided_by) as was
  from told group by line_id, question_no, choice
), differing as (
  select line_id, question_no, choice, line_key, unnest(list_transform(['customer', 'product', 'currency', 'kind', 'start_date', 'end_date', 'amount', 'amount_per', 'amount_every', 'quantity',
      'discount_percent', 'discount_amount', 'discount_until', 'cancelled_on', 'replaces', 'attributes'],
    name -> {'name': name, 'was': json_extract_string(to_json(was), name), 'now': json_extract_string(to_json(said), name)})) as field
  from turned where line_key is not null and said <> was
), changed as (
  select line_id, question_no, choice, line_key,
    string_agg(field.name || ' ' || coalesce(nullif(field.was, ''), 'empty') || ', now ' || coalesce(nullif(field.now, ''), 'empty'), '; ') as changes
  from differing where field.was <> field.now group by line_id, question_no, choice, line_key
)
select changed.line_key, line_id as subject, line_id as line, 'Q' || question_no as question, choice, changes,
  exists (select 1 from loose where loose.question_no = changed.question_no and changed.line_key in (loose.line_key, other_key)) as is_loose,
  exists (select 1 from named where named.question_no = changed.question_no and target_id = line_id and field = 'amount_times')
    and changed.line_key not in (select decided_amount.line_key from decided_amount where scenario_no = 0) as is_void, 1 as lines, coalesce(sum(arr), 0) as arr_at_stake
from changed
  left join (select line_key, arr from arr_line where from_on <= cast($on as date) and cast($on as date) < to_on) as live on live.line_key = changed.line_key
group by changed.line_key, line_id, question_no, choice, changes;
