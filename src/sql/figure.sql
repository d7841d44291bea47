-- What becomes of fractions of amounts, which reports show in millionths and verify holds stated figures against; the formulas that give them are the calculator's (formula.sql).
-- in millionths; null where it is undefined
create or replace temp macro ratio_of(p_fraction) as ratio(p_fraction.above, p_fraction.below);

create or replace temp macro net_change_of(p_opening, p_closing) as p_closing - p_opening;

create or replace temp macro additions_of(p_new, p_expansion, p_reactivation) as p_new + p_expansion + p_reactivation;

-- the quick ratio upside down
create or replace temp macro replacement_share_of(p_new, p_expansion, p_reactivation, p_contraction, p_churn) as
  fraction(quick_ratio_of(p_new, p_expansion, p_reactivation, p_contraction, p_churn).below, quick_ratio_of(p_new, p_expansion, p_reactivation, p_contraction, p_churn).above);

-- what customer success did in the waterfall
create or replace temp macro measured_of(p_expansion, p_contraction, p_churn) as p_expansion + p_contraction + p_churn;

-- the share that so many millionths of a percent are, of one
create or replace temp macro share_of(p_percent_e6) as fraction(p_percent_e6, 100000000);

-- the share that so many percent, itself a fraction, are of one
create or replace temp macro share_of_points(p_points) as fraction(p_points.above, p_points.below * 100);

-- a fraction as a whole number, such as an amount in minor units; null where it is undefined
create or replace temp macro rounded_of(p_fraction) as case when p_fraction.below > 0 then scale_amount(p_fraction.above, 1::hugeint, p_fraction.below) end;

-- the same in lower terms, so that products of several keep inside 128 bits; those below are given fractions that are
create or replace temp macro lowered(p_fraction) as fraction(p_fraction.above // greatest(1, gcd(p_fraction.above, p_fraction.below)), p_fraction.below // greatest(1, gcd(p_fraction.above, p_fraction.below)));

-- a fraction of large numbers in millionths, three digits at a time, so that no product outgrows 128 bits
create or replace temp macro long_ratio_of(p_fraction) as case when p_fraction.below > 0 then case when p_fraction.above < 0 then -1 else 1 end * (
  abs(p_fraction.above) // p_fraction.below * 1000000 + abs(p_fraction.above) % p_fraction.below * 1000 // p_fraction.below * 1000
  + (abs(p_fraction.above) % p_fraction.below * 1000 % p_fraction.below * 2000 + p_fraction.below) // (2 * p_fraction.below)) end;
