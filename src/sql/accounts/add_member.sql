-- one row: the person who has an account from now on
insert into member values ($name, $password_hash, $role, $rows, cast($now as timestamp), cast($now as timestamp));
