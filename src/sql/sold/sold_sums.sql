-- line x calendar month of a period in which it earns or is billed: both in the reporting currency, at the rate of the month's last day, and the group in
-- which the line stands on it
create or replace temp macro line_month(p_periods, p_by, p_where) as table
with moved as (
  select line_key, kind, currency, piece_no, earned - lag(earned, 1, 0) over by_line as earned, billed - lag(billed, 1, 0) over by_line as billed
  from line_by window by_line as (partition by line_key order by piece_no)
)
select piece.piece_no, piece.period_no, moved.line_key, kind, group_values, converted(earned, rate_num, rate_den) as earned, converted(billed, rate_num, rate_den) as billed
from moved join month_piece(p_periods) as piece using (piece_no)
  join fx_rate as rated on rated.currency = moved.currency and rated.from_on <= last_day and last_day < rated.to_on
  join sold_place(p_by, p_where) as place on place.line_key = moved.line_key and is_of_period(place.period_no, piece.period_no) and place.from_on <= last_day and last_day < place.to_on
where earned <> 0 or billed <> 0;

-- period x group: what was signed in it
create or replace temp macro period_booking(p_periods, p_by, p_where) as table
select piece.period_no, group_values, sum(converted(sold, rate_num, rate_den)) as bookings_tcv, sum(converted(first_arr, rate_num, rate_den)) as bookings_acv,
  coalesce(sum(converted(sold, rate_num, rate_den)) filter (where kind in ('one_time', 'services')), 0) as bookings_one_time
from sold_line as sale join month_piece(p_periods) as piece on signed_on >= piece.from_date and signed_on < piece.to_date
  join fx_rate as rated on rated.currency = sale.currency and rated.from_on <= signed_on and signed_on < rated.to_on
  join sold_place(p_by, p_where) as place on place.line_key = sale.line_key and is_of_period(place.period_no, piece.period_no) and place.from_on <= last_day and last_day < place.to_on
where kind <> 'usage'
group by piece.period_no, group_values;

-- period x group: where lines with a TCV that were signed by the close of the period stand at it
create or replace temp macro period_position(p_periods, p_by, p_where) as table
with stood as (
  select line_key, currency, signed_on, on_date, sold, term_billed, term_earned, term_whole from line_by where is_fixed
  union all
  select line_key, currency, signed_on, period.to_date, sold, term_whole, term_whole, term_whole from sold_line join period_list(p_periods) as period on signed_on < period.to_date
  where is_fixed and settles_on <= (select min(from_date) from period_list(p_periods))
), standing as (
  select period.period_no, group_values, converted(sold, rate_num, rate_den) as tcv, converted(term_billed, rate_num, rate_den) as billed,
    converted(term_earned, rate_num, rate_den) as recognised, converted(term_whole, rate_num, rate_den) as whole
  from stood as line join period_list(p_periods) as period on on_date = period.to_date
    join fx_rate as rated on rated.currency = line.currency and rated.from_on < on_date and on_date <= rated.to_on
    join sold_place(p_by, p_where) as place on place.line_key = line.line_key and is_of_period(place.period_no, period.period_no) and place.from_on < on_date and on_date <= place.to_on
  where signed_on < on_date
)
select period_no, group_values, sum(tcv) as tcv_to_date, sum(billed) as billed_to_date, sum(recognised) as recognised_to_date,
  sum(greatest(billed - recognised, 0)) as deferred, sum(greatest(recognised - billed, 0)) as unbilled, sum(whole - recognised) as rpo
from standing group by period_no, group_values;

-- a twelfth of a minor unit of ARR, for any days of any month, is a whole number of parts of which a minor unit has so many
create or replace temp macro fine_unit() as 12 * 377580::hugeint;

-- period x group: a twelfth of ARR at the close of each of its calendar months, for as much of the month as lies in the period, rounded once for the period
create or replace temp macro period_twelfth(p_periods, p_by, p_where) as table
select piece.period_no, group_values, whole_quotient(sum(cast(change as hugeint) * (to_date - from_date) * (377580 // month_days)), fine_unit()) as arr_twelfth
from month_piece(p_periods) as piece join group_day(p_by, p_where, 'customer') as day on on_date < to_date and is_of_period(day.period_no, piece.period_no)
group by piece.period_no, group_values;
