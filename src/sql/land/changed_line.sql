-- the lines of which an import brought a version
create or replace temp table changed_line as select distinct line_id from line_version where import_id = cast($import_id as integer);
