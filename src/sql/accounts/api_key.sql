-- one row a key, or the one of a hash or of a number; a key may never do more than its maker may now
select key_id, api_key.name, key_hash, api_key.role, api_key.rows, made_by, member.role as maker_role, api_key.made_at, expires_at, revoked_at, used_on
from api_key left join member on member.name = made_by
where key_hash = coalesce(cast($key_hash as varchar), key_hash) and key_id = coalesce(cast($key_id as integer), key_id)
order by key_id;
