-- one row: the session that was just used
update session set seen_at = cast($now as timestamp) where token_hash = $token_hash;
