-- a whole quotient, half away from zero: in 64 bits where both fit there
create or replace temp macro whole_quotient(p_num, p_den) as
  case when abs(p_num) < 4000000000000000000 and p_den < 1000000000000000000
    then sign(p_num) * ((abs(cast(p_num as bigint)) * 2 + cast(p_den as bigint)) // (2 * cast(p_den as bigint)))
    else sign(p_num) * ((abs(cast(p_num as hugeint)) * 2 + p_den) // (2 * p_den)) end;

-- the greatest number that divides both, in 64 bits where both fit there: one of 128 bits takes a hundred times as long
create or replace temp macro common_factor(p_one, p_other) as
  case when abs(p_one) < 4000000000000000000 and abs(p_other) < 4000000000000000000 then cast(gcd(cast(p_one as bigint), cast(p_other as bigint)) as hugeint)
    else gcd(cast(p_one as hugeint), cast(p_other as hugeint)) end;

-- a quotient that leaves nothing, in the same way
create or replace temp macro even_quotient(p_num, p_den) as
  case when abs(p_num) < 4000000000000000000 and p_den < 4000000000000000000 then cast(cast(p_num as bigint) // cast(p_den as bigint) as hugeint) else p_num // p_den end;

-- how far revenue has come by the first moment of a day: in days, or in months of which each is 377,580 long, which 28, 29, 30 and 31 divide
create or replace temp macro revenue_mark(p_day, p_revenue) as
  case when p_revenue = 'daily' then p_day - date '0001-01-01'
    else (year(p_day) * 12 + month(p_day)) * 377580 + (day(p_day) - 1) * (377580 // day(last_day(p_day))) end;

-- an amount at a rate, rounded once more; as it is where the rate is one
create or replace temp macro converted(p_amount, p_num, p_den) as
  case when p_num = p_den then cast(p_amount as hugeint) else whole_quotient(cast(p_amount as hugeint) * p_num, p_den) end;
