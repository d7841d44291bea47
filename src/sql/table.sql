-- The tables of a book: what was landed, and the log of what was done to it. Nothing here is ever deleted.
create table if not exists book (format integer not null, version varchar not null, created_at timestamp not null);

-- one row a thing done to the data: an import, a retraction, an undo, whose source names what it takes back
create table if not exists import (
  import_id integer primary key, kind varchar not null, source varchar not null, done_at timestamp not null, note varchar not null,
  rows_read bigint not null, used bigint not null, unchanged bigint not null, ignored bigint not null, rejected bigint not null,
  superseded bigint not null, content varchar not null, data_hash varchar not null
);

create table if not exists customer (customer_key integer not null, customer_id varchar not null);
create table if not exists product (product_key integer not null, product varchar not null);

-- a distinct combination of product, currency as written, attributes and source: what lines are grouped by
create table if not exists cell (
  cell_key integer not null, product_key integer not null, product varchar not null, currency varchar not null,
  attrs map(varchar, varchar) not null, source varchar not null
);

-- one row a version of a line, as it was sold; recorded_at null: known since ever; superseded_at null: in the present view;
-- copy_of: the version that an undo recorded anew as this one. is_end_inclusive null: the end is meant as the policy says.
-- gross_num and net_num are amount x quantity before and after discount, in units of 10 ^ -price_places
create table if not exists line_version (
  line_key bigint not null, import_id integer not null, source_row bigint not null, line_id varchar not null,
  customer_key integer not null, cell_key integer not null, parent_id varchar not null, kind varchar not null,
  signed_on date, start_date date not null, end_date date, amount varchar not null, quantity varchar not null,
  amount_per varchar not null, amount_every integer not null,
  discount_percent varchar not null, discount_amount varchar not null, discount_until date,
  gross_num hugeint not null, net_num hugeint not null, price_places utinyint not null,
  contract_id varchar not null, replaces varchar not null, live_on date, cancelled_on date,
  auto_renew boolean not null, renewal_term_months integer, is_acquired boolean not null, billing varchar not null, is_end_inclusive boolean,
  customer_name varchar not null, parent_name varchar not null, notice_days integer, opt_out_on date, cancel_reason varchar not null,
  recorded_at timestamp, superseded_given timestamp, retracted_at timestamp, retracted_by integer, superseded_at timestamp, superseded_by integer,
  copy_of bigint
);

-- timestamps with an offset, kept as instants in UTC: which civil day they fall on is the policy's time zone's business
create table if not exists line_instant (
  line_key bigint not null, signed_at timestamp, start_at timestamp, end_at timestamp, discount_until_at timestamp, live_at timestamp, cancelled_at timestamp
);

-- what people decided, one row a decision: an answer to a question, or an adjustment; withdrawn_at null: it stands. question_no,
-- question and subject tell what was asked; amount is per year in the reporting currency, as written
create table if not exists decision (
  decision_id integer primary key, import_id integer not null, deed varchar not null, question_no integer, question_kind varchar not null,
  question varchar not null, subject varchar not null, choice varchar not null, until varchar not null, note varchar not null, made_by varchar not null,
  customer_id varchar not null, amount varchar not null, from_on varchar not null,
  recorded_at timestamp not null, withdrawn_at timestamp, withdrawn_import integer
);

-- the fields of lines that a decision sets, and how it names the lines
create table if not exists decision_set (
  decision_id integer not null, target varchar not null, target_id varchar not null, target_name varchar not null, field varchar not null, value varchar not null
);

-- the number of a question, which it keeps: the key says what it is about
create table if not exists question_number (question_no integer primary key, question_key varchar not null);

-- every policy that was set for the book, by date and hash
create table if not exists policy_version (policy_version integer primary key, set_at timestamp not null, hash varchar not null, source varchar not null, words varchar not null);

-- a name that a source had before: the lines of that name are lines of the source
create table if not exists source_alias (import_id integer not null, former varchar not null, source varchar not null);

-- one row a version of one thing said of a customer, from a day on (from_date null: ever since): what lines leave empty is filled with it;
-- copy_of: the version that an undo recorded anew as this one
create table if not exists customer_fact (
  fact_key bigint not null, import_id integer not null, source_row bigint not null, customer_id varchar not null, from_date date, name varchar not null,
  value varchar not null, recorded_at timestamp, superseded_at timestamp, superseded_by integer, copy_of bigint
);

-- figures that were reported, one row a close of a period, which no later one changes: what was known is what had been done up to import_id, the
-- definition is policy; cuts is a list of lists of columns, the first of them empty, which is everything
create table if not exists period_close (
  close_id integer primary key, period varchar not null, from_date date not null, to_date date not null, closed_at timestamp not null, import_id integer not null,
  note varchar not null, cuts varchar not null, currency varchar not null, policy varchar not null, policy_hash varchar not null, data_hash varchar not null,
  decisions_hash varchar not null, model_hash varchar not null, version varchar not null
);

-- a row of a closed period in a report by a cut: its figures by column, in minor units, in customers or in millionths
create table if not exists closed_row (
  close_id integer not null, report varchar not null, cut varchar not null, row_no integer not null, group_values varchar[] not null,
  figures map(varchar, hugeint) not null
);

-- what people say beside the lines, one row a version of one thing said: an input (a target, spend, headcount), a save, a note, a key event, or the
-- renewal_outlook of a customer; subject names what it is about, the last word on it by said_at counts, is_removed takes it back. withdrawn_at: an undo
-- took the version out; copy_of: the version that an undo recorded anew as this one
create table if not exists statement (
  statement_key bigint not null, import_id integer not null, source_row bigint not null, topic varchar not null, subject varchar not null,
  said map(varchar, varchar) not null, is_removed boolean not null, said_at timestamp not null, recorded_at timestamp not null,
  withdrawn_at timestamp, withdrawn_import integer, copy_of bigint
);

-- one row a change that somebody asked a server for under a key, so that the same request sent again makes no second one; import_id: its place in the
-- log, or that of the last entry before a close
create table if not exists request (request_key varchar not null, import_id integer not null, done_at timestamp not null);
