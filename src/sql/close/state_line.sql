-- line x stretch x step of the way from a close to now (0 as reported, 1 definition, 2 rates, 3 decisions, 4 now), up to the end of the closed period:
-- who pays, where it stands in the columns by which the close is cut, and what counts there. is_bought: it is acquired within the period
create or replace temp table state_line (
  step_no integer, line_id varchar, customer_key integer, product_key integer, payer varchar, group_values varchar[], contract varchar, is_bought boolean,
  from_on date, to_on date, arr bigint, list_arr bigint
);

-- payers that are told as returned within the period: the one thing of it that hangs on what they had before
create or replace temp table state_return (step_no integer, payer varchar);

-- lines of which a version came or ended since the close, adjustments apart, which are decisions
create or replace temp table touched_line as
select distinct line_id from book.line_version
where (import_id > cast($last_import as integer) or superseded_by > cast($last_import as integer)) and not regexp_full_match(line_id, 'decision-[0-9]+');
