-- payer x step x currency whose rate moved in it: native before (n0) and after (n1), ARR before (r0) and after (r1), and what the rates did
-- to it (fx). A movement is taken at one rate (move_num / move_den; null where FX is nothing by itself), the rest is FX
create or replace temp macro currency_step(p_periods, p_method, p_first := 0, p_last := 2147483647) as table
with moving as (
  select currency from fx_rate group by currency having count(*) > 1
), change as (
  select payer_key as customer_key, currency, on_date, sum(native) as native, sum(arr) as arr
  from arr_change
    join (select cell_key, coalesce(nullif(currency, ''), policy.line_currency) as currency from cell cross join policy) as priced using (cell_key)
    semi join moving using (currency)
  where payer_key between p_first and p_last
  group by payer_key, currency, on_date
), running as (
  select *, sum(native) over so_far as native_after, sum(arr) over so_far as arr_after from change window so_far as (partition by customer_key, currency order by on_date)
), step as (
  select customer_key, currency, period_no, step_from, step_last, cast(arg_max(native_after, on_date) as hugeint) as n1, n1 - sum(native) as n0,
    cast(arg_max(arr_after, on_date) as hugeint) as r1, r1 - sum(arr) as r0
  from running join day_step(p_periods, p_method) using (on_date)
  group by customer_key, currency, period_no, step_from, step_last
), rated as (
  select step.*, at_last.rate_num as num_1, at_last.rate_den as den_1, coalesce(at_first.rate_num, at_last.rate_num) as num_0, coalesce(at_first.rate_den, at_last.rate_den) as den_0
  from step
    join fx_rate as at_last on at_last.currency = step.currency and at_last.from_on <= step_last and step_last < at_last.to_on
    left join fx_rate as at_first on at_first.currency = step.currency and at_first.from_on < step_from and step_from <= at_first.to_on
), chosen as (          -- an increase at the closing rate and a decrease at the opening rate, so that churn is what stood in the opening
  select *, is_at_last_rate(n0, n1, policy.fx_split) as is_at_last, is_still_rate(n0, n1, num_0, den_0, num_1, den_1, policy.fx_split) as is_still
  from rated cross join policy
), moving_at as (
  select *, case when is_still then null when is_at_last then num_1 else num_0 end as move_num, case when is_still then null when is_at_last then den_1 else den_0 end as move_den
  from chosen
)
select customer_key, currency, period_no, step_from, step_last, n0, n1, r0, r1, move_num, move_den,
  cast(coalesce(r1 - r0 - scale_amount(n1 - n0, move_num, move_den), 0) as bigint) as fx
from moving_at;
