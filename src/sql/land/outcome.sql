-- what becomes of each readable row, against what the book holds already.
-- a row that names no time beside rows of its line that do may be the version since ever with which one of those came before
create or replace temp table first_version as
select distinct undated.row_no, first.line_key
from typed_row as undated
  join typed_row as dated on dated.line_id = undated.line_id and dated.recorded_at is not null
  join line_version as beside on beside.line_id = undated.line_id and beside.recorded_at = dated.recorded_at
  join line_version as first on first.line_id = undated.line_id and first.recorded_at is null and first.import_id = beside.import_id
where undated.recorded_at is null;

-- the version that a row is compared with: the one recorded at the same time, or for a row that names no time the one in force. Which versions
-- have the ids of rows is told apart: in a new book none has, and then nothing need be held
create or replace temp table named_version as
select version.line_key, row_no from line_version as version join typed_row using (line_id) where version.retracted_at is null;

create or replace temp table known_version as
select row_no, content_row.recorded_at is not null as is_same_time,
  (version.customer_key, cell.product, cell.currency, cell.attrs, version.parent_id, version.kind, version.signed_on, version.start_date, version.end_date,
    version.amount_per, version.amount_every, version.discount_until)
  is not distinct from
  (keyed_row.customer_key, new_cell.product, new_cell.currency, new_cell.attrs, content_row.parent_id, content_row.kind, content_row.signed_on, content_row.start_date, content_row.end_date,
    content_row.amount_per, content_row.amount_every, content_row.discount_until)
  and is_same_decimal(version.amount, content_row.amount) and is_same_decimal(version.quantity, content_row.quantity)
  and is_same_decimal(version.discount_percent, content_row.discount_percent) and is_same_decimal(version.discount_amount, content_row.discount_amount)
  and (version.contract_id, version.replaces, version.live_on, version.cancelled_on, version.auto_renew, version.renewal_term_months, version.is_acquired, version.billing, version.is_end_inclusive,
    version.customer_name, version.parent_name, version.notice_days, version.opt_out_on, version.cancel_reason, version.superseded_given)
  is not distinct from
  (content_row.contract_id, content_row.replaces, content_row.live_on, content_row.cancelled_on, content_row.auto_renew, content_row.renewal_term_months, content_row.is_acquired, content_row.billing, content_row.is_end_inclusive,
    content_row.customer_name, content_row.parent_name, content_row.notice_days, content_row.opt_out_on, content_row.cancel_reason, content_row.superseded_at)
  and (instant.signed_at, instant.start_at, instant.end_at, instant.discount_until_at, instant.live_at, instant.cancelled_at)
  is not distinct from
  (content_row.signed_at, content_row.start_at, content_row.end_at, content_row.discount_until_at, content_row.live_at, content_row.cancelled_at) as is_equal
from named_version
  join keyed_row using (row_no)
  join typed_row as content_row using (row_no)
  join cell as new_cell on new_cell.cell_key = keyed_row.cell_key
  join line_version as version using (line_key)
  join cell on cell.cell_key = version.cell_key
  left join line_instant as instant on instant.line_key = version.line_key
where case when content_row.recorded_at is not null then version.recorded_at = content_row.recorded_at
    else version.superseded_at is null or version.superseded_given is not null
      or (keyed_row.row_no, version.line_key) in (select (row_no, line_key) from first_version) end;

create or replace temp table judged_row as
with compared as (
  select row_no, bool_or(is_equal) as is_equal, bool_or(is_same_time) as is_same_time from known_version group by row_no
), judged as (
  select typed_row.row_no,
    typed_row.mask + flag(coalesce(differs, false), 32) + flag(coalesce(is_same_time and not is_equal, false), 33) as mask,
    is_blank or coalesce(repeated_row.row_no <> repeated_row.first_row, false) as is_ignored,
    coalesce(is_equal, false) as is_equal
  from typed_row left join repeated_row using (row_no) left join compared using (row_no)
)
select row_no, mask,
  case when is_ignored then 'ignored' when mask <> 0 then 'rejected' when is_equal then 'unchanged' else 'used' end as outcome
from judged;
