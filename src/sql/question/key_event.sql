-- one row a key event that holds
create or replace temp macro key_event() as table
select cast(said['date'] as date) as on_date, said['title'] as title from standing_statement('event');
