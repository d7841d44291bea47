-- one row: the key that is made; of the key itself only its hash is kept
insert into api_key
select coalesce(max(key_id), 0) + 1, $name, $key_hash, $role, $rows, $made_by, cast($now as timestamp), cast($expires_at as timestamp), null, null from api_key;
