-- one row a period, corner and figure: what it is by its own formula, as a fraction of amounts; null where something is lacking. A product that went is
-- lost to NRR, GRR and gross churn, as in the waterfall
create or replace temp macro right_of(p_figure, p_value) as {'figure': p_figure, 'above': p_value.above, 'below': p_value.below};

create or replace temp table right_figure as
with before as (
  select period_no, corner, closing, closing_customers from settled
), figures as (
  select settled.period_no, settled.corner, unnest([
    right_of('opening', whole_of(before.closing)),
    right_of('new', fraction(null, null)),
    right_of('expansion', fraction(null, null)),
    right_of('contraction', fraction(null, null)),
    right_of('churn', fraction(null, null)),
    right_of('closing', whole_of(case when is_free then opening + flow end)),
    right_of('net_new', whole_of(coalesce(flow, case when is_opening_told then net_change_of(opening, settled.stated_closing) end))),
    right_of('additions', whole_of(additions_of(new, expansion, reactivation))),
    right_of('losses', whole_of(contraction + churn)),
    right_of('growth', growth_of(opening, settled.closing)),
    right_of('new_share', new_share_of(new, expansion, reactivation)),
    right_of('expansion_share', expansion_share_of(new, expansion, reactivation)),
    right_of('expansion_rate', fraction(expansion, opening)),
    right_of('contraction_rate', fraction(contraction, opening)),
    right_of('churn_rate', churn_rate_of(opening, -churn)),
    right_of('gross_churn_rate', gross_churn_rate_of(opening, product_loss - contraction, -churn)),
    right_of('gross_churn', gross_churn_rate_of(opening, product_loss - contraction, -churn)),
    right_of('net_churn_rate', fraction(contraction + churn - expansion, opening)),
    right_of('nrr', nrr_of(opening, expansion, product_loss - contraction, -churn)),
    right_of('grr', grr_of(opening, product_loss - contraction, -churn)),
    right_of('quick_ratio', quick_ratio_of(new, expansion, reactivation, -contraction, -churn)),
    right_of('replacement_share', replacement_share_of(new, expansion, reactivation, -contraction, -churn)),
    right_of('opening_customers', whole_of(before.closing_customers)),
    right_of('new_customers', fraction(null, null)),
    right_of('lost_customers', fraction(null, null)),
    right_of('closing_customers', whole_of(case when is_free_customers then opening_customers + new_customers - lost_customers + other_customers end)),
    right_of('logo_churn_rate', churn_rate_of(opening_customers, -lost_customers)),
    right_of('logo_retention', grr_of(opening_customers, 0, -lost_customers)),
    right_of('arr_per_customer', fraction(settled.closing, settled.closing_customers))
  ], recursive := true)
  from settled left join before on before.period_no = settled.before_no and before.corner = settled.corner
)
select period_no, corner, figure, {'above': above, 'below': below} as value from figures;
