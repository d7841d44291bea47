-- one row: how many lines an import brings with an end of which nothing says how it is meant, and of the lines with an end before it how many mean theirs otherwise than the policy
with ending as (
  select line_key in (select line_key from new_version) as is_brought,
    is_end_inclusive is null as is_unsaid,
    is_end_inclusive <> (policy.end_date_convention = 'inclusive') as is_otherwise
  from line_version cross join policy
  where end_date is not null and (superseded_at is null or line_key in (select line_key from new_version union all select line_key from ended_version))
)
select count(*) filter (where is_brought and is_unsaid) as unsaid,
  count(*) filter (where not is_brought) as known,
  count(*) filter (where not is_brought and is_otherwise) as otherwise
from ending;
