-- decision x line that this import ended, or changed in what a decision is about: it holds on for what the line says now
with decided as (       -- the line that it sets a field of, and the one that the field names
  select decision_id, question_no, choice, case when field = 'amount_times' then split_part(value, ' x ', 2) end as of_amount, unnest(case when field in ('copy_of', 'cut_by') then [target_id, value] else [target_id] end) as line_id
  from decision_set join decision using (decision_id) where target = 'line' and withdrawn_at is null
), was as (
  select line_version.*, product, currency from line_version semi join ended_version using (line_key) join cell using (cell_key)
), now as (
  select line_version.*, product, currency from line_version join cell using (cell_key) where superseded_at is null and line_id in (select line_id from decided)
)
select 'Q' || question_no as question, choice, line_id, now.line_id is null as is_ended, coalesce(now.amount <> of_amount, false) as is_void
from (select distinct * from decided) as decided join was using (line_id) left join now using (line_id)
where (was.customer_key, was.product, was.currency, was.kind, was.start_date, was.end_date, was.amount, was.amount_per, was.amount_every, was.quantity, was.discount_percent,
    was.discount_amount, was.discount_until, was.cancelled_on)
  is distinct from (now.customer_key, now.product, now.currency, now.kind, now.start_date, now.end_date, now.amount, now.amount_per, now.amount_every, now.quantity, now.discount_percent,
    now.discount_amount, now.discount_until, now.cancelled_on)
order by question_no, line_id;
