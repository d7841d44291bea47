-- the session of a token and whose it is: one row, or none where it has ended or stood idle for too long
select session.name, role, rows, token_hash, begun_at, seen_at from session join member using (name)
where token_hash = $token_hash and begun_at > cast($begun_after as timestamp) and seen_at > cast($seen_after as timestamp);
