-- the lines that the whole list lacks end now, as if they were taken out by hand
update line_version set retracted_at = cast($now as timestamp), retracted_by = cast($import_id as integer)
where line_key in (select line_key from listed_line where is_missing);

insert into changed_line select line_id from listed_line where is_missing;
