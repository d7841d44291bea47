-- one row: of how many used lines which thing was taken for granted, as they do not say it themselves
with told as (
  select version.*, cell.currency, cell_kind.kind as rule_kind,
    whole_months(start_date, end_date) is null and whole_months(start_date, end_date + 1) is not null and is_end_inclusive is null as is_last_day
  from line_version as version join cell on cell.cell_key = version.cell_key left join cell_kind on cell_kind.cell_key = version.cell_key
  where version.line_key >= (select min(line_key) from new_version)
)
select count(*) as lines,
  count(*) filter (where currency = '') as without_currency,
  count(*) filter (where kind = '') as without_kind,
  count(*) filter (where kind = '' and rule_kind is not null) as ruled,
  count(*) filter (where end_date is null) as without_end,
  count(*) filter (where end_date is not null and is_end_inclusive is null) as with_end,
  count(*) filter (where is_last_day) as last_days,
  count(*) filter (where end_date <= cast($on as date) and cancelled_on is null and superseded_at is null) as ended
from told;
