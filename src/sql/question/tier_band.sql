-- the size bands of a question in minor units, numbered from the lowest (1): its own, else those of the policy. p_bands: a list such as 50000=mid, or null
create or replace temp macro tier_band(p_bands) as table
with said as (
  select unnest(from_json(p_bands, '["VARCHAR"]')) as band
), unit as (
  select value as units from policy left join unusual_currency on unusual_currency.currency = policy.reporting_currency join power_of_ten on power_of_ten.places = coalesce(unusual_currency.places, 2)
), band as (            -- a bound finer than the minor unit is reached by the next whole one
  select (cast(cast(split_part(band, '=', 1) as decimal(24, 4)) * 10000 as hugeint) * units + 9999) // 10000 as from_arr, substr(band, strpos(band, '=') + 1) as tier
  from said cross join unit
  union all
  select from_arr, tier from tier where p_bands is null
)
select row_number() over (order by from_arr) as band_no, from_arr, tier from band;

-- payer with ARR above zero at the close of a day x the band of all of it, and what is kept of it; band 0 lies below the lowest
create or replace temp macro payer_band(p_bands, p_on, p_by, p_where) as table
with live as (
  select payer_key as customer_key, sum(arr) as whole, coalesce(sum(arr) filter (where is_kept), 0) as arr from kept_standing(p_on, p_by, p_where) group by payer_key having sum(arr) > 0
)
select customer_key, arr, coalesce(band_no, 0) as band_no from live asof left join tier_band(p_bands) as band on live.whole >= band.from_arr;
