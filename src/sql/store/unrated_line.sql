-- one row an interval of a counted line whose currency has no rate: for ever, or on days before its first
insert into unrated_line by name
select line_key, customer_key, line.currency, line.from_on, least(line.to_on, coalesce(first_on, line.to_on)) as to_on, native
from placed_line as line left join (select currency, min(from_on) as first_on from fx_rate group by currency) as rated on rated.currency = line.currency
where first_on is null or line.from_on < first_on;
