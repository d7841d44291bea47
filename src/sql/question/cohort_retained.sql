-- payer of a cohort x currency whose rate moves x day on which it or the rate changes, after the end of the cohort's own period: what exchange rates did
-- to it since then, as currency_step tells it of a step that ends on that day
create or replace temp macro cohort_fx(p_cohorts) as table
with moving as (
  select currency from fx_rate group by currency having count(*) > 1
), change as (
  select opening.customer_key, opening_on, currency, on_date, sum(native) as native, sum(arr) as arr
  from arr_change as line join cohort_opening(p_cohorts) as opening on opening.customer_key = line.payer_key
    join (select cell_key, coalesce(nullif(currency, ''), policy.line_currency) as currency from cell cross join policy) as priced using (cell_key)
    semi join moving using (currency)
  group by opening.customer_key, opening_on, currency, on_date
), every_day as (       -- a rate moves what has ended, too, where one rate goes for both ends of a step
  select * from change
  union all
  select customer_key, opening_on, currency, from_on, 0, 0
  from (select distinct customer_key, opening_on, currency from change) as held join fx_rate using (currency) where from_on >= opening_on
), on_days as (
  select customer_key, opening_on, currency, on_date, sum(native) as native, sum(arr) as arr from every_day group by customer_key, opening_on, currency, on_date
), running as (
  select customer_key, opening_on, currency, on_date, sum(native) over so_far as n1, sum(arr) over so_far as r1,
    coalesce(sum(native) filter (where on_date < opening_on) over whole, 0) as n0, coalesce(sum(arr) filter (where on_date < opening_on) over whole, 0) as r0
  from on_days window whole as (partition by customer_key, currency), so_far as (partition by customer_key, currency order by on_date)
), rated as (
  select running.*, at_last.rate_num as num_1, at_last.rate_den as den_1, coalesce(at_first.rate_num, at_last.rate_num) as num_0, coalesce(at_first.rate_den, at_last.rate_den) as den_0
  from running join fx_rate as at_last on at_last.currency = running.currency and at_last.from_on <= on_date and on_date < at_last.to_on
    left join fx_rate as at_first on at_first.currency = running.currency and at_first.from_on < opening_on and opening_on <= at_first.to_on
  where on_date >= opening_on
)
select customer_key, currency, on_date, case when is_still_rate(n0, n1, num_0, den_0, num_1, den_1, fx_split) then 0
    when is_at_last_rate(n0, n1, fx_split) then r1 - r0 - scale_amount(n1 - n0, num_1, den_1) else r1 - r0 - scale_amount(n1 - n0, num_0, den_0) end as fx
from rated cross join policy;

-- payer of a cohort x day after the end of the cohort's own period on which something of it changes: its ARR, and what is retained of the ARR at that end
create or replace temp macro cohort_retained(p_cohorts) as table
with opening as (
  select * from cohort_opening(p_cohorts)
), changed as (
  select customer_key, on_date, change, 0 as fx, 0 as acquired from customer_day join opening using (customer_key) where on_date >= opening_on
  union all
  select customer_key, on_date, 0, fx - lag(fx, 1, 0) over (partition by customer_key, currency order by on_date), 0 from cohort_fx(p_cohorts)
  union all
  select payer_key, unnest([from_on, to_on]), 0, 0, unnest([arr, -arr]) from arr_line join opening on opening.customer_key = payer_key where is_acquired and begin_on >= opening_on
), on_days as (
  select customer_key, on_date, sum(change) as change, sum(fx) as fx, sum(acquired) as acquired from changed group by customer_key, on_date
), running as (
  select customer_key, on_date, cohort_no, r0, r0 + sum(change) over so_far as r1, sum(fx) over so_far as fx, sum(acquired) over so_far as acquired
  from on_days join opening using (customer_key) window so_far as (partition by customer_key order by on_date)
)
select customer_key, on_date, cohort_no, r0, r1, r1 - fx - case when r1 > 0 then acquired else 0 end as retained from running;
