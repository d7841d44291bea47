-- amount x quantity as written, by outcome, currency and amount_per; rows without a readable amount, or with one of more digits than any
-- line may have, are counted apart, each once whatever lines it gave. Whole units and what is behind the point, in 10^-24, are summed by themselves: together they need
-- more digits than an integer has. $rows: those rows alone, with what was not left out; null: all
with left_out as (
  select upper(cell_text(cells, field.currency)) as currency, amount_per_text(cell_text(cells, field.amount_per)) as amount_per,
    cell_text(cells, field.amount) as amount, coalesce(cell_text(cells, field.quantity), '1') as quantity
  from left_out_row cross join field
), each_row as (
  select row_no % 4294967296 as given_no, outcome, currency, amount_per, amount, quantity, amount_num, quantity_num from typed_row join judged_row using (row_no)
  where $rows is null or row_no % 4294967296 in (select unnest(from_json($rows, '["BIGINT"]')))
  union all
  select null, 'ignored', currency, amount_per, amount, quantity, digits_of(amount), digits_of(quantity)
  from left_out where $rows is null
), written as (
  select given_no, outcome, coalesce(nullif(currency, ''), policy.reporting_currency) as currency, coalesce(amount_per, '') as amount_per,
    amount_num, quantity_num, places_of(amount) + places_of(quantity) as places,
    amount_num is not null and quantity_num is not null and digit_count(amount) + digit_count(quantity) <= 31
      and places_of(amount) + places_of(quantity) <= 24 as is_readable
  from each_row cross join policy
), priced as (
  select *, case when is_readable then amount_num * quantity_num end as product, case when is_readable then ten_to(places) end as unit from written
)
select outcome, currency, amount_per, count(distinct given_no) filter (where not is_readable) + count(*) filter (where not is_readable and given_no is null) as without_amount,
  cast(sum(product // unit) as hugeint) as wholes, cast(sum(product % unit * (ten_to(24) // unit)) as hugeint) as fractions,
  coalesce(max(places) filter (where is_readable), 0) as places
from priced group by outcome, currency, amount_per order by outcome, currency, amount_per;
