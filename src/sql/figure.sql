-- What the figures of a waterfall are, each formula once: as fractions of amounts, losses being negative. Reports show them in millionths, verify holds stated figures against them.
create or replace temp macro fraction(p_above, p_below) as {'above': cast(p_above as hugeint), 'below': cast(p_below as hugeint)};

-- in millionths; null where it is undefined
create or replace temp macro ratio_of(p_fraction) as ratio(p_fraction.above, p_fraction.below);

create or replace temp macro net_new_of(p_opening, p_closing) as p_closing - p_opening;

create or replace temp macro growth_of(p_opening, p_closing) as fraction(net_new_of(p_opening, p_closing), p_opening);

create or replace temp macro additions_of(p_new, p_expansion, p_reactivation) as p_new + p_expansion + p_reactivation;

create or replace temp macro new_share_of(p_new, p_expansion, p_reactivation) as fraction(p_new, additions_of(p_new, p_expansion, p_reactivation));

create or replace temp macro expansion_share_of(p_new, p_expansion, p_reactivation) as fraction(p_expansion, additions_of(p_new, p_expansion, p_reactivation));

create or replace temp macro churn_rate_of(p_opening, p_churn) as fraction(-p_churn, p_opening);

create or replace temp macro gross_churn_rate_of(p_opening, p_contraction, p_churn) as fraction(-(p_churn + p_contraction), p_opening);

create or replace temp macro nrr_of(p_opening, p_expansion, p_contraction, p_churn) as fraction(p_opening + p_expansion + p_contraction + p_churn, p_opening);

create or replace temp macro grr_of(p_opening, p_contraction, p_churn) as fraction(p_opening + p_contraction + p_churn, p_opening);

create or replace temp macro quick_ratio_of(p_new, p_expansion, p_reactivation, p_contraction, p_churn) as
  fraction(additions_of(p_new, p_expansion, p_reactivation), -(p_contraction + p_churn));

create or replace temp macro replacement_share_of(p_new, p_expansion, p_reactivation, p_contraction, p_churn) as
  fraction(-(p_contraction + p_churn), additions_of(p_new, p_expansion, p_reactivation));

-- what customer success did: in the waterfall, and together with losses that were prevented, which are in none
create or replace temp macro measured_of(p_expansion, p_contraction, p_churn) as p_expansion + p_contraction + p_churn;

create or replace temp macro protected_and_added_of(p_expansion, p_prevented) as p_expansion + p_prevented;

-- what growth costs, as calc says it. The share that so many millionths of a percent are, of one
create or replace temp macro share_of(p_percent_e6) as fraction(p_percent_e6, 100000000);

-- a fraction as a whole number, such as an amount in minor units; null where it is undefined
create or replace temp macro rounded_of(p_fraction) as case when p_fraction.below > 0 then scale_amount(p_fraction.above, 1::hugeint, p_fraction.below) end;

-- the same in lower terms, so that products of several keep inside 128 bits; those below are given fractions that are
create or replace temp macro lowered(p_fraction) as fraction(p_fraction.above // greatest(1, gcd(p_fraction.above, p_fraction.below)), p_fraction.below // greatest(1, gcd(p_fraction.above, p_fraction.below)));

-- a fraction of large numbers in millionths, three digits at a time, so that no product outgrows 128 bits
create or replace temp macro long_ratio_of(p_fraction) as case when p_fraction.below > 0 then case when p_fraction.above < 0 then -1 else 1 end * (
  abs(p_fraction.above) // p_fraction.below * 1000000 + abs(p_fraction.above) % p_fraction.below * 1000 // p_fraction.below * 1000
  + (abs(p_fraction.above) % p_fraction.below * 1000 % p_fraction.below * 2000 + p_fraction.below) // (2 * p_fraction.below)) end;

create or replace temp macro new_arr_efficiency_of(p_new, p_spend) as fraction(p_new, p_spend);

-- of a quarter the gain in revenue times four; of other periods as many times as they are in a year
create or replace temp macro magic_number_of(p_revenue, p_revenue_before, p_spend_before, p_months) as fraction((p_revenue - p_revenue_before) * 12, p_spend_before * p_months);

create or replace temp macro arr_magic_number_of(p_net_new, p_spend_before) as fraction(p_net_new, p_spend_before);

create or replace temp macro cac_of(p_spend, p_new_customers) as fraction(p_spend, p_new_customers);

create or replace temp macro cac_payback_of(p_spend, p_new, p_margin) as fraction(p_spend * 12 * p_margin.below, p_new * p_margin.above);

-- null where no customer is left, or nobody left
create or replace temp macro ltv_of(p_arr, p_customers, p_margin, p_churn) as case when p_customers > 0 and p_churn.above > 0 and p_churn.below > 0 then
  fraction(p_arr * p_margin.above * p_churn.below, p_customers * p_margin.below * p_churn.above) end;

create or replace temp macro ltv_cac_of(p_ltv, p_cac) as case when p_cac.above > 0 and p_cac.below > 0 then
  fraction(p_ltv.above * p_cac.below, p_ltv.below * p_cac.above) end;

create or replace temp macro burn_multiple_of(p_burn, p_net_new) as fraction(p_burn, p_net_new);

create or replace temp macro rule_of_40_of(p_growth, p_margin) as case when p_growth.below > 0 then
  fraction(p_growth.above * p_margin.below + p_margin.above * p_growth.below, p_growth.below * p_margin.below) end;

-- strictly above 40 points
create or replace temp macro rule_of_40_passes(p_score) as p_score.above * 10 > p_score.below * 4;
