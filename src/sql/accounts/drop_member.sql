-- one row a person whose account ends, with every session and the keys that they made
delete from session where name = $name;
update api_key set revoked_at = cast($now as timestamp) where made_by = $name and revoked_at is null;
delete from member where name = $name;
