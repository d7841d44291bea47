-- one row: a name or an address that failed once more; what lies long ago is forgotten
delete from attempt where subject = $subject or failed_at <= cast($failed_after as timestamp);
insert into attempt values ($subject, cast($failures as integer), cast($now as timestamp), cast($free_at as timestamp));
