-- one row: the session that ends by being signed out
delete from session where token_hash = $token_hash;
