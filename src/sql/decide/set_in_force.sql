-- decision x what it names x field that it sets, in the order of recording: a later one wins. Scenario 0 is the book as it was decided.
-- target: line (its id), customer (its id: all its lines), name (those of its lines with this name), product (its lines without a kind)
create or replace temp table set_in_force as
select 0::bigint as scenario_no, decision_id as rank, target, target_id, target_name, field, value
from decision_set join decision using (decision_id) where withdrawn_at is null;
