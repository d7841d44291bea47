-- one row a thing said with an amount: whole minor units of the reporting currency, converted at the rate of its day (the last of its period) and rounded
-- once; null where no rate tells it. Without a currency it is in that of lines which name none
create or replace temp macro statement_amount() as table
with said_amount as (
  select statement_key, said['amount'] as text, coalesce(said['currency'], line_currency) as currency, reporting_currency, coalesce(cast(said['to_date'] as date) - 1, cast(said['date'] as date)) as on_day
  from statement cross join policy where withdrawn_at is null and said['amount'] is not null
), scaled as (
  select said_amount.*, digits_of(text) as digits, ten_to(places_of(text)) as text_scale, ten_to(coalesce(places, 2)) as home_scale
  from said_amount left join unusual_currency on unusual_currency.currency = reporting_currency
)
select statement_key, scaled.currency,
  case when scaled.currency = reporting_currency then scale_amount(digits, home_scale, text_scale)
    else scale_amount(digits, cast(rate_num * home_scale as hugeint), cast(rate_den * text_scale as hugeint)) end as amount
from scaled left join rate on rate.currency = scaled.currency and rate.from_on <= on_day and on_day < rate.to_on;
