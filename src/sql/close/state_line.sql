-- line x step of the way from a close to now (0 as reported, 1 definition, 2 rates, 3 decisions, 4 now): its ARR at the close of the period's last day
create or replace temp table state_line (step_no integer, line_id varchar, customer_key integer, product_key integer, arr hugeint);

-- lines of which a version came or ended since the close, adjustments apart, which are decisions
create or replace temp table touched_line as
select distinct line_id from book.line_version
where (import_id > cast($last_import as integer) or superseded_by > cast($last_import as integer)) and not regexp_full_match(line_id, 'decision-[0-9]+');
