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
