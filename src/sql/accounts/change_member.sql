-- one row a person: another role, other rows, another password, what is null staying as it is; a new password ends every session
update member set role = coalesce(cast($role as varchar), role), rows = coalesce(cast($rows as varchar), rows),
  password_hash = coalesce(cast($password_hash as varchar), password_hash), changed_at = cast($now as timestamp)
where name = $name;
delete from session where name = $name and cast($password_hash as varchar) is not null;
