-- minor units of a currency to minor units of the reporting currency, as a fraction that holds on [from_on, to_on)
create or replace table fx_rate as
select unit.currency, coalesce(from_on, date '0001-01-01') as from_on, coalesce(to_on, date '9999-12-31') as to_on,
  case when unit.currency = policy.reporting_currency then 1 else cast(rate_num * home.scale as hugeint) end as rate_num,
  case when unit.currency = policy.reporting_currency then 1 else cast(rate_den * unit.scale as hugeint) end as rate_den
from currency_scale as unit
  cross join policy
  cross join (select cast(10 ** coalesce(max(places), 2) as bigint) as scale from unusual_currency, policy where currency = policy.reporting_currency) as home
  left join rate on rate.currency = unit.currency and unit.currency <> policy.reporting_currency
where rate.rate_num is not null or unit.currency = policy.reporting_currency;
