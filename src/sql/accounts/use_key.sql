-- one row: the key that is used for the first time on a day
update api_key set used_on = cast($today as date) where key_id = cast($key_id as integer);
