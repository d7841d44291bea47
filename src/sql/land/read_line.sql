-- cells under the names of the line's columns: text, null where empty or where the file has no such column
create or replace temp table field as
select unnest(from_json($fields, '{
  "line_id": "INTEGER", "customer_id": "INTEGER", "parent_id": "INTEGER", "product": "INTEGER", "kind": "INTEGER", "signed_on": "INTEGER",
  "start_date": "INTEGER", "end_date": "INTEGER", "amount": "INTEGER", "quantity": "INTEGER", "amount_per": "INTEGER", "amount_every": "INTEGER",
  "currency": "INTEGER", "discount_percent": "INTEGER", "discount_amount": "INTEGER", "discount_until": "INTEGER", "contract_id": "INTEGER",
  "replaces": "INTEGER", "live_on": "INTEGER", "cancelled_on": "INTEGER", "auto_renew": "INTEGER", "renewal_term_months": "INTEGER",
  "origin": "INTEGER", "billing": "INTEGER", "recorded_on": "INTEGER", "superseded_on": "INTEGER", "customer_name": "INTEGER",
  "parent_name": "INTEGER", "notice_days": "INTEGER", "opt_out_on": "INTEGER", "cancel_reason": "INTEGER", "end_convention": "INTEGER", "description": "INTEGER", "attributes": ["INTEGER"], "attribute_names": ["VARCHAR"]
}'));

create or replace temp view read_line as
select row_no,
  cell_text(cells, field.line_id) as line_id,
  cell_text(cells, field.customer_id) as customer_id,
  cell_text(cells, field.parent_id) as parent_id,
  cell_text(cells, field.product) as product,
  replace(replace(lower(cell_text(cells, field.kind)), '-', '_'), ' ', '_') as kind,
  cell_text(cells, field.signed_on) as signed_on,
  cell_text(cells, field.start_date) as start_date,
  cell_text(cells, field.end_date) as end_date,
  cell_text(cells, field.amount) as amount,
  cell_text(cells, field.quantity) as quantity,
  amount_per_text(cell_text(cells, field.amount_per)) as amount_per,
  cell_text(cells, field.amount_every) as amount_every,
  upper(cell_text(cells, field.currency)) as currency,
  cell_text(cells, field.discount_percent) as discount_percent,
  cell_text(cells, field.discount_amount) as discount_amount,
  cell_text(cells, field.discount_until) as discount_until,
  cell_text(cells, field.contract_id) as contract_id,
  cell_text(cells, field.replaces) as replaces,
  cell_text(cells, field.live_on) as live_on,
  cell_text(cells, field.cancelled_on) as cancelled_on,
  lower(cell_text(cells, field.auto_renew)) as auto_renew,
  cell_text(cells, field.renewal_term_months) as renewal_term_months,
  lower(cell_text(cells, field.origin)) as origin,
  replace(replace(lower(cell_text(cells, field.billing)), '-', '_'), ' ', '_') as billing,
  cell_text(cells, field.recorded_on) as recorded_on,
  cell_text(cells, field.superseded_on) as superseded_on,
  cell_text(cells, field.customer_name) as customer_name,
  cell_text(cells, field.parent_name) as parent_name,
  cell_text(cells, field.notice_days) as notice_days,
  cell_text(cells, field.opt_out_on) as opt_out_on,
  cell_text(cells, field.cancel_reason) as cancel_reason,
  lower(cell_text(cells, field.end_convention)) as end_convention,
  cell_text(cells, field.description) as description,
  list_transform(field.attributes, a -> coalesce(cell_text(cells, a), '')) as attribute_cells
from raw_row cross join field;

-- what the policy's rules make of rows without a kind
create or replace temp table rule_kind as
with text as (
  select distinct coalesce(product, '-') as product, coalesce(description, '') as description from read_line where kind is null
), matched as (
  select text.*, rank, kind_rule.kind, has_words(product, match) as by_product, has_words(description, match) as by_description
  from text cross join kind_rule
)
select product, description, coalesce(arg_min(kind, rank) filter (where by_product), arg_min(kind, rank) filter (where by_description)) as kind
from matched group by product, description;
