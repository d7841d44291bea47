-- amount x quantity as written, by outcome, currency and amount_per; rows without a readable amount are counted apart
with priced as (
  select outcome, coalesce(nullif(currency, ''), policy.reporting_currency) as currency, coalesce(amount_per, '') as amount_per,
    amount_num * quantity_num as product, places_of(amount) + places_of(quantity) as places,
    amount_num is not null and quantity_num is not null and digit_count(amount) + digit_count(quantity) <= 24 as is_readable
  from typed_row join judged_row using (row_no) cross join policy
), aligned as (
  select *, max(places) filter (where is_readable) over (partition by outcome, currency, amount_per) as most_places from priced
)
select outcome, currency, amount_per, count(*) filter (where not is_readable) as without_amount,
  cast(sum(product * ten_to(greatest(most_places - places, 0))) filter (where is_readable) as hugeint) as total, coalesce(max(most_places), 0) as places
from aligned group by outcome, currency, amount_per order by outcome, currency, amount_per;
