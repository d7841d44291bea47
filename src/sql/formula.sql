-- Formulas of the calculator (src/domain/calc/table), written by scripts/formulas.mjs: what is worked out here is worked out there.
-- Amounts that are lost are negative, as in a waterfall. What is itself the answer of a formula, and every share, comes as a fraction.

create or replace temp macro growth_of(p_entry, p_exit) as
  fraction(p_exit - p_entry, p_entry);

create or replace temp macro nrr_of(p_opening, p_expansion, p_contraction, p_churn) as
  fraction(p_opening + p_expansion + p_contraction + p_churn, p_opening);

create or replace temp macro grr_of(p_opening, p_contraction, p_churn) as
  fraction(p_opening + p_contraction + p_churn, p_opening);

create or replace temp macro churn_rate_of(p_opening, p_churn) as
  fraction(-p_churn, p_opening);

create or replace temp macro gross_churn_rate_of(p_opening, p_contraction, p_churn) as
  fraction(-p_churn - p_contraction, p_opening);

create or replace temp macro new_share_of(p_new, p_expansion, p_reactivation) as
  fraction(p_new, p_new + p_expansion + p_reactivation);

create or replace temp macro expansion_share_of(p_new, p_expansion, p_reactivation) as
  fraction(p_expansion, p_new + p_expansion + p_reactivation);

create or replace temp macro quick_ratio_of(p_new, p_expansion, p_reactivation, p_contraction, p_churn) as
  fraction(p_new + p_expansion + p_reactivation, -p_contraction - p_churn);

create or replace temp macro protected_and_added_of(p_expansion, p_prevented_churn) as
  p_expansion + p_prevented_churn;

create or replace temp macro usage_to_arr_of(p_committed, p_usage) as
  fraction(p_usage, p_committed);

create or replace temp macro committed_share_of(p_committed, p_usage) as
  fraction(p_committed, p_committed + p_usage);

create or replace temp macro arr_per_customer_of(p_arr, p_customers) as
  fraction(p_arr, p_customers);

create or replace temp macro score_of(p_growth_pct, p_margin_pct) as
  case when p_growth_pct.below > 0 and p_margin_pct.below > 0 then
    fraction(p_growth_pct.above * p_margin_pct.below + p_margin_pct.above * p_growth_pct.below, p_growth_pct.below * p_margin_pct.below) end;

create or replace temp macro passes_of(p_growth_pct, p_margin_pct) as
  case when p_growth_pct.below > 0 and p_margin_pct.below > 0 then
    p_growth_pct.above * p_margin_pct.below + p_margin_pct.above * p_growth_pct.below > 40 * p_growth_pct.below * p_margin_pct.below end;

create or replace temp macro new_arr_efficiency_of(p_new_arr, p_s_and_m) as
  fraction(p_new_arr, p_s_and_m);

create or replace temp macro magic_number_of(p_revenue, p_prior_revenue, p_prior_s_and_m) as
  fraction((p_revenue - p_prior_revenue) * 4, p_prior_s_and_m);

create or replace temp macro arr_magic_number_of(p_net_new_arr, p_prior_s_and_m) as
  fraction(p_net_new_arr, p_prior_s_and_m);

create or replace temp macro cac_of(p_s_and_m, p_new_customers) as
  fraction(p_s_and_m, p_new_customers);

create or replace temp macro cac_payback_months_of(p_s_and_m, p_new_arr, p_gross_margin) as
  case when p_gross_margin.below > 0 then
    fraction(p_s_and_m * p_gross_margin.below * 12, p_new_arr * p_gross_margin.above) end;

create or replace temp macro ltv_of(p_arr_per_customer, p_gross_margin, p_churn_rate) as
  case when p_arr_per_customer.below > 0 and p_gross_margin.below > 0 and p_churn_rate.below > 0 and p_churn_rate.above > 0 then
    fraction(p_arr_per_customer.above * p_gross_margin.above * p_churn_rate.below, p_arr_per_customer.below * p_gross_margin.below * p_churn_rate.above) end;

create or replace temp macro ltv_cac_of(p_ltv, p_cac) as
  case when p_ltv.below > 0 and p_cac.below > 0 and p_cac.above > 0 then
    fraction(p_ltv.above * p_cac.below, p_ltv.below * p_cac.above) end;

create or replace temp macro burn_multiple_of(p_net_burn, p_net_new_arr) as
  fraction(p_net_burn, p_net_new_arr);
