-- the view without a knowledge date: versions that nothing supersedes, timestamps cut to days in the policy's time zone
create or replace temp view present_line as
select line_version.* replace (
    coalesce(local_day(signed_at, policy.time_zone), signed_on) as signed_on,
    coalesce(local_day(start_at, policy.time_zone), start_date) as start_date,
    coalesce(local_day(end_at, policy.time_zone), end_date) as end_date,
    coalesce(local_day(discount_until_at, policy.time_zone), discount_until) as discount_until,
    coalesce(local_day(live_at, policy.time_zone), live_on) as live_on,
    coalesce(local_day(cancelled_at, policy.time_zone), cancelled_on) as cancelled_on
  )
from line_version left join line_instant using (line_key) cross join policy
where superseded_at is null;
