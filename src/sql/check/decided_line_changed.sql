-- a line that its source corrected after somebody had decided about it: the answer goes on, though what it was given on is no more
with decided as (
  select distinct target_id as line_id, question_no, choice, decision.import_id as decided_by
  from decision_set join decision using (decision_id) where target = 'line' and withdrawn_at is null
), told as (            -- each version of such a line, with what a decision may have been about
  select decided.*, line_key, superseded_at, import_id,
    {'customer': customer_id, 'product': product, 'currency': currency, 'kind': kind, 'start_date': cast(start_date as varchar), 'end_date': coalesce(cast(end_date as varchar), ''),
      'amount': amount, 'amount_per': amount_per, 'amount_every': cast(amount_every as varchar), 'quantity': quantity, 'discount_percent': discount_percent,
      'discount_amount': discount_amount, 'discount_until': coalesce(cast(discount_until as varchar), ''), 'cancelled_on': coalesce(cast(cancelled_on as varchar), '')} as said
  from line_version join decided using (line_id) join cell using (cell_key) join customer using (customer_key)
), turned as (
  select line_id, question_no, choice, max(line_key) filter (where superseded_at is null and import_id > decided_by) as line_key,
    arg_max(said, line_key) filter (where superseded_at is null and import_id > decided_by) as said, arg_max(said, line_key) filter (where import_id <= decided_by) as was
  from told group by line_id, question_no, choice
), differing as (
  select line_id, question_no, choice, line_key, unnest(list_transform(['customer', 'product', 'currency', 'kind', 'start_date', 'end_date', 'amount', 'amount_per', 'amount_every', 'quantity',
      'discount_percent', 'discount_amount', 'discount_until', 'cancelled_on'],
    name -> {'name': name, 'was': json_extract_string(to_json(was), name), 'now': json_extract_string(to_json(said), name)})) as field
  from turned where line_key is not null and said <> was
), changed as (
  select line_id, question_no, choice, line_key,
    string_agg(field.name || ' ' || coalesce(nullif(field.was, ''), 'empty') || ', now ' || coalesce(nullif(field.now, ''), 'empty'), '; ') as changes
  from differing where field.was <> field.now group by line_id, question_no, choice, line_key
)
select changed.line_key, line_id as subject, line_id as line, 'Q' || question_no as question, choice, changes, 1 as lines, coalesce(sum(arr), 0) as arr_at_stake
from changed
  left join (select line_key, arr from arr_line where from_on <= cast($on as date) and cast($on as date) < to_on) as live on live.line_key = changed.line_key
group by changed.line_key, line_id, question_no, choice, changes;
