-- ends the present versions of the lines named, now
update line_version set retracted_at = cast($now as timestamp), retracted_by = cast($change_id as integer)
where superseded_at is null and line_id in (select line_id from changed_line);
