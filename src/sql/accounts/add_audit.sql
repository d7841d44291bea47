-- one row: what was done, or refused; nothing ever changes or deletes such a row
insert into audit select coalesce(max(audit_id), 0) + 1, cast($now as timestamp), $who, $role, $address, $request_id, $deed, $outcome, $subject from audit;
