-- the used rows become versions, in the order of customers
create or replace temp table new_version as
select (select coalesce(max(line_key), 0) from line_version) + row_number() over (order by customer_key, row_no) as line_key, row_no, customer_key, cell_key
from keyed_row join judged_row using (row_no) where outcome = 'used';

-- a version in force whose record time is yet to come, such as the end of today; a row that names no time was compared with it and follows it
create or replace temp table version_ahead as
select line_id, max(recorded_at) as ahead_at from line_version
where superseded_at is null and recorded_at > cast($recorded_at as timestamp) group by line_id;

insert into line_version by name
select line_key, cast($import_id as integer) as import_id, row_no % 4294967296 as source_row, line_id, customer_key, cell_key, parent_id, kind, signed_on, start_date, end_date,
  amount, quantity, amount_per, amount_every, discount_percent, discount_amount, discount_until, gross_num, net_num, price_places,
  contract_id, replaces, live_on, cancelled_on, auto_renew, renewal_term_months, is_acquired, billing, is_end_inclusive, customer_name, parent_name,
  notice_days, opt_out_on, cancel_reason, coalesce(recorded_at, ahead_at, cast($recorded_at as timestamp)) as recorded_at,
  superseded_at as superseded_given, superseded_at
from typed_row join new_version using (row_no) left join version_ahead using (line_id) order by line_key;

insert into line_instant by name
select line_key, signed_at, start_at, end_at, discount_until_at, live_at, cancelled_at from typed_row join new_version using (row_no)
where coalesce(signed_at, start_at, end_at, discount_until_at, live_at, cancelled_at) is not null;
