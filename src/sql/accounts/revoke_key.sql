-- one row: the key that holds no longer
update api_key set revoked_at = cast($now as timestamp) where key_id = cast($key_id as integer);
