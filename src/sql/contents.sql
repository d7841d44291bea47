-- What a book holds in the present view, in one row
with line as (
  select line_version.*, cell.product, coalesce(nullif(cell.currency, ''), $reporting_currency) as currency
  from book.line_version as line_version join book.cell as cell using (cell_key)
  where superseded_at is null
)
select count(*) as lines, count(distinct customer_key) as customers, count(distinct product) as products,
  coalesce(list(distinct currency order by currency), []) as currencies,
  cast(min(start_date) as varchar) as first_start, cast(max(end_date) as varchar) as last_end,
  count(*) filter (where end_date is null) as open_ended
from line;
