-- one row a person who has an account, or the one of a name
select name, password_hash, role, rows, made_at, changed_at from member where name = coalesce(cast($name as varchar), name) order by name;
