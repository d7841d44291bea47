-- The scalar laws of the calendar, of rounding and of pricing: the only functions of the model.
create or replace temp macro add_months(p_day, p_months) as cast(p_day + to_months(cast(p_months as integer)) as date);

create or replace temp macro month_steps(p_from, p_to) as
  (year(p_to) - year(p_from)) * 12 + month(p_to) - month(p_from);

-- n where [from, to) is n whole months: to is from + n months, or the 1st after a month that lacks from's day; else null
create or replace temp macro whole_months(p_from, p_to) as
  case
    when add_months(p_from, month_steps(p_from, p_to)) = p_to then month_steps(p_from, p_to)
    when day(p_to) = 1 and day(p_from) > day(p_to - 1) then month_steps(p_from, p_to) - 1
  end;

-- days by which an end misses whole months that end on p_whole, or on the day after where the month lacks the day of p_from
create or replace temp macro month_miss(p_from, p_to, p_whole) as
  least(abs(p_to - p_whole), abs(p_to - p_whole - case when day(p_from) > day(p_whole) then 1 else 0 end));

-- the nearest of the three numbers of whole months about p_steps, the longer at equal distance; null where it misses by more days than p_most
create or replace temp macro near_months(p_from, p_to, p_steps, p_most) as
  list_max(list_filter(
    list_transform([-1, 0, 1], i -> {'miss': case when p_steps + i > 0 or i > 0 then -month_miss(p_from, p_to, add_months(p_from, p_steps + i)) end, 'months': p_steps + i}),
    near -> near.miss >= -p_most)).months;

-- p_amount * p_num / p_den to a whole number, half away from zero; exact as long as 2 * p_num * p_den fits 128 bits
create or replace temp macro scale_amount(p_amount, p_num, p_den) as
  case when p_amount < 0 then -1 else 1 end
  * ((abs(p_amount) // p_den) * p_num + ((abs(p_amount) % p_den) * p_num * 2 + p_den) // (2 * p_den));

-- the same for small numbers in one division of 64-bit integers; the caller has checked that they are small
create or replace temp macro scale_small(p_amount, p_num, p_den) as
  case when p_amount < 0 then -1 else 1 end * ((abs(p_amount) * p_num * 2 + p_den) // (2 * p_den));

-- so much of so much, before anything is divided
create or replace temp macro fraction(p_above, p_below) as {'above': cast(p_above as hugeint), 'below': cast(p_below as hugeint)};
-- a ratio in millionths, half away from zero; null where the denominator is zero or negative
create or replace temp macro ratio(p_num, p_den) as
  case when p_den > 0 then scale_amount(cast(p_num as hugeint), 1000000::hugeint, cast(p_den as hugeint)) end;

-- the same with six more places, for ratios that are worked on before they are shown
create or replace temp macro fine_ratio(p_num, p_den) as
  case when p_den > 0 then scale_amount(cast(p_num as hugeint), 1000000000000::hugeint, cast(p_den as hugeint)) end;

-- the ARR at stake of lines of one currency: in the reporting currency, null where no rate tells it; nothing is nothing in any currency
create or replace temp macro rated_stake(p_arr, p_native) as case when p_arr is not null then p_arr when coalesce(p_native, 0) = 0 then 0 end;

-- the same where no rate tells it, in the currency's own minor units, as a list
create or replace temp macro unrated_stake(p_arr, p_native, p_currency) as
  case when p_arr is null and p_native <> 0 then [{'currency': p_currency, 'native': cast(p_native as hugeint)}] end;

-- whole numbers of any length, as lists of digits to the base 10^18, the lowest first: p_digits times p_factor, which is below 10^17.
-- A digit may stand a little above the base, as what is carried into it is not carried on
create or replace temp macro digits_times(p_digits, p_factor) as
  list_transform(range(1, len(p_digits) + case when p_digits[-1] * p_factor >= 1000000000000000000::hugeint then 2 else 1 end),
    i -> coalesce(p_digits[i], 0) * p_factor % 1000000000000000000::hugeint
      + case when i > 1 then p_digits[i - 1] * p_factor // 1000000000000000000::hugeint else 0 end);

-- the sign of the difference of two such numbers, from the highest digit down: what lies more than 3 apart there, lower digits can't bring back
create or replace temp macro digits_sign(p_one, p_other) as
  sign(list_reduce(
    list_prepend(0::hugeint, list_transform(range(greatest(len(p_one), len(p_other)), 0, -1), i -> coalesce(p_one[i], 0) - coalesce(p_other[i], 0))),
    (above, digit) -> greatest(-4, least(4, above * 1000000000000000000::hugeint + digit))));

-- the value of a group column: an attribute, or product, currency, source, customer
create or replace temp macro group_value(p_name, p_product, p_currency, p_attrs, p_source, p_customer) as
  case p_name
    when 'product' then p_product
    when 'currency' then p_currency
    when 'customer' then p_customer
    when 'source' then coalesce(nullif(p_attrs['source'], ''), p_source)
    else coalesce(p_attrs[p_name], '')
  end;

-- one condition of --where: numbers compare as numbers where both sides are numbers, else as text
create or replace temp macro meets(p_value, p_op, p_values) as
  case p_op
    when '=' then list_contains(p_values, p_value)
    when '!=' then not list_contains(p_values, p_value)
    when '~' then contains(lower(p_value), lower(p_values[1]))
    when '>=' then coalesce(try_cast(p_value as decimal(38, 9)) >= try_cast(p_values[1] as decimal(38, 9)), p_value >= p_values[1])
    when '<=' then coalesce(try_cast(p_value as decimal(38, 9)) <= try_cast(p_values[1] as decimal(38, 9)), p_value <= p_values[1])
    when '>' then coalesce(try_cast(p_value as decimal(38, 9)) > try_cast(p_values[1] as decimal(38, 9)), p_value > p_values[1])
    when '<' then coalesce(try_cast(p_value as decimal(38, 9)) < try_cast(p_values[1] as decimal(38, 9)), p_value < p_values[1])
  end;

-- the civil day of an instant in UTC, in a time zone
create or replace temp macro local_day(p_instant, p_zone) as cast(timezone(p_zone, timezone('UTC', p_instant)) as date);

-- a kind rule: one of its words, whole, in any case
create or replace temp macro has_words(p_text, p_words) as regexp_matches(p_text, '(?i)\b(' || p_words || ')\b');

-- the attributes of a line as entries, with those that are set of it; one that is set to nothing is none
create or replace temp macro attributes_with(p_attrs, p_set) as list_filter(
  list_concat(
    list_transform(map_entries(p_attrs), e -> struct_pack(k := e.key, v := coalesce(p_set[e.key], e.value))),
    list_transform(list_filter(coalesce(map_entries(p_set), []), e -> not map_contains(p_attrs, e.key)), e -> struct_pack(k := e.key, v := e.value))),
  e -> e.v <> '');

-- undefined is not zero; but a group that one of the two states does not show is zero in it, and its ratios are nothing to compare
create or replace temp macro differs(p_is_new, p_is_gone, p_one, p_other) as
case when p_is_new then coalesce(p_other, 0) <> 0 when p_is_gone then coalesce(p_one, 0) <> 0 else p_one is distinct from p_other end;
