-- the lines that someone names
create or replace temp table changed_line as select distinct unnest(from_json($line_ids, '["VARCHAR"]')) as line_id;
