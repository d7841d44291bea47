-- one row: how many counted lines an import brings with an end of which nothing says how it is meant, and of the lines with an end before it how many
-- mean theirs otherwise than the policy. Open ends and what people adjusted say nothing
with ending as (
  select line_key, is_end_inclusive, line_key in (select line_key from new_version) as is_brought
  from line_version
  where end_date < date '2099-01-01' and (superseded_at is null or line_key in (select line_key from new_version union all select line_key from ended_version))
    and line_id not in (select 'decision-' || decision_id from decision where deed = 'adjust')
)
select count(*) filter (where is_brought and is_end_inclusive is null and line_key in (select line_key from counted_line)) as unsaid,
  count(*) filter (where not is_brought) as known,
  count(*) filter (where not is_brought and is_end_inclusive <> (policy.end_date_convention = 'inclusive')) as otherwise
from ending cross join policy;
