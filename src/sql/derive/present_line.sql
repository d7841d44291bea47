-- versions that nothing supersedes; a scenario is another way to decide, and scenario 0 the book as it was decided
create or replace temp view line_in_view as
select 0::bigint as scenario_no, true as is_member, line_version.* from line_version where superseded_at is null;

-- lines that people added by adjusting: what they say is no doubt
create or replace temp view adjusted_line as
select line_key, decision_id from line_version join decision on deed = 'adjust' and line_id = 'decision-' || decision_id;

create or replace temp macro is_adjustment(p_line_key) as p_line_key in (select adjusted_line.line_key from adjusted_line);

-- the view without a knowledge date: timestamps cut to days in the policy's time zone, with what decisions set; landed_key is the customer
-- of the source
create or replace temp view present_line as
select line.* replace (
    coalesce(customer_set, line.customer_key) as customer_key,
    coalesce(cell_set, line.cell_key) as cell_key,
    coalesce(kind_set, line.kind) as kind,
    coalesce(amount_set, line.amount) as amount,
    coalesce(amount_per_set, line.amount_per) as amount_per,
    coalesce(gross_set, line.gross_num) as gross_num,
    coalesce(net_set, line.net_num) as net_num,
    coalesce(places_set, line.price_places) as price_places,
    coalesce(local_day(signed_at, policy.time_zone), signed_on) as signed_on,
    coalesce(local_day(start_at, policy.time_zone), start_date) as start_date,
    coalesce(local_day(end_at, policy.time_zone), end_date) as end_date,
    coalesce(discount_until_set, local_day(discount_until_at, policy.time_zone), discount_until) as discount_until,
    coalesce(local_day(live_at, policy.time_zone), live_on) as live_on,
    coalesce(local_day(cancelled_at, policy.time_zone), cancelled_on) as cancelled_on
  ),
  line.customer_key as landed_key, runs_until, begins_on, coalesce(is_auto_renewed, false) as is_auto_renewed,
  is_adjustment(line.line_key) as is_adjusted
from line_in_view as line
  left join line_instant using (line_key)
  left join (select * exclude (landed_key) from decided_line) as decided using (scenario_no, line_key)
  cross join policy
where is_left_out is distinct from true;

-- present lines that take the place of another: by "replaces", or by a decision
create or replace temp view replacing_line as
select line_key, line_id, replaces from line_version where superseded_at is null and replaces <> '' and replaces <> line_id
union all
select other_key, by_line.line_id, cut.line_id
from line_version as by_line join (line_version as cut join decided_tie using (line_key)) on by_line.line_key = other_key
where scenario_no = 0 and field = 'cut_by' and acts;
