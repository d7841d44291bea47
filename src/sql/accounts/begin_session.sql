-- one row: the session that begins; those that are over are forgotten
delete from session where begun_at <= cast($begun_after as timestamp) or seen_at <= cast($seen_after as timestamp);
insert into session values ($token_hash, $name, cast($now as timestamp), cast($now as timestamp), $address);
