-- payer x period: ARR at the opening (r0) and at the close (r1), and what of it is retained, without what rates did and what was acquired since;
-- of payers that have ARR at the opening and changed
create or replace temp macro payer_retained(p_periods) as table
with exchanged as (
  select customer_key, period_no, sum(fx) as fx from currency_step(p_periods, 'net') group by customer_key, period_no
)
select customer_key, period_no, r0, r1, r1 - coalesce(fx, 0) - acquired as retained
from customer_step(p_periods, 'net') left join exchanged using (customer_key, period_no)
where r0 > 0;

-- period x payer x cell of a cut x currency: ARR and what it is before conversion, at the opening and at the close, and what was acquired in between
create or replace temp macro cell_ends(p_periods, p_columns) as table
with line as (
  select period.period_no, customer_key, group_no, currency, native, arr, from_on < from_date and from_date <= to_on as is_opening,
    from_on < to_date and to_date <= to_on as is_closing, is_acquired and begin_on >= from_date as is_new_acquired, from_date, to_date
  from cut_line(p_columns) as line join period_list(p_periods) as period on is_of_period(line.period_no, period.period_no) and from_on < to_date and from_date <= to_on
)
select period_no, from_date, to_date, customer_key, group_no, currency,
  sum(case when is_opening then arr else 0 end) as r0, sum(case when is_closing then arr else 0 end) as r1,
  sum(case when is_opening then native else 0 end) as n0, sum(case when is_closing then native else 0 end) as n1,
  sum(case when is_closing and is_new_acquired then arr else 0 end) as acquired
from line group by period_no, from_date, to_date, customer_key, group_no, currency;

-- period x payer x product, each a member of its own: the same as payer_retained, also of those that did not change
create or replace temp macro product_retained(p_periods) as table
with rated as (
  select ends.*, at_last.rate_num as num_1, at_last.rate_den as den_1, coalesce(at_first.rate_num, at_last.rate_num) as num_0, coalesce(at_first.rate_den, at_last.rate_den) as den_0
  from cell_ends(p_periods, ['product']) as ends
    left join fx_rate as at_last on at_last.currency = ends.currency and at_last.from_on < to_date and to_date <= at_last.to_on
    left join fx_rate as at_first on at_first.currency = ends.currency and at_first.from_on < from_date and from_date <= at_first.to_on
), exchanged as (
  select rated.*, coalesce(case when is_still_rate(n0, n1, num_0, den_0, num_1, den_1, fx_split) then 0
    when is_at_last_rate(n0, n1, fx_split) then r1 - r0 - scale_amount(n1 - n0, num_1, den_1) else r1 - r0 - scale_amount(n1 - n0, num_0, den_0) end, 0) as fx
  from rated cross join policy
), member as (
  select period_no, customer_key, group_no, sum(r0) as r0, sum(r1) as r1, sum(fx) as fx, sum(acquired) as acquired
  from exchanged group by period_no, customer_key, group_no
)
select period_no, customer_key, group_no, r0, r1, r1 - fx - case when r1 > 0 then acquired else 0 end as retained from member where r0 > 0;

-- the part of an amount that follows a payer home to one of the groups that it was split over, in millionths of a minor unit
create or replace temp macro part_of(p_amount, p_part, p_whole) as
  case when p_part = p_whole then cast(p_amount as hugeint) * 1000000 else scale_amount(cast(p_amount as hugeint) * 1000000, cast(p_part as hugeint), cast(p_whole as hugeint)) end;
