-- the versions of touched lines in the view of the close, which has to be the derivation in use
create or replace temp table then_version as
select line_id, line_key from line_version semi join touched_line using (line_id) where superseded_at is null;
