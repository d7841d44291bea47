-- currency x what one of its minor units is in those of the reporting currency, as a fraction
create or replace temp macro unit_rate() as table
with known_rate as (
  select reporting_currency as currency, 1::hugeint as rate_num, 1::hugeint as rate_den from policy
  union all
  select rate.currency, rate.rate_num, rate.rate_den from rate join policy on rate.currency <> reporting_currency
), placed as (
  select known_rate.*, coalesce(places, 2) as places from known_rate left join unusual_currency using (currency)
), home as (
  select placed.places from placed join policy on placed.currency = reporting_currency
)
select currency, rate_num * (10 ** home.places)::bigint as rate_num, rate_den * (10 ** placed.places)::bigint as rate_den from placed cross join home;
