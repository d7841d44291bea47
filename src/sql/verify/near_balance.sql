-- one row a period and near formula of a balance, a sum or growth: what it gives. One that leaves out what is nothing anyway does not act
create or replace temp macro near_of(p_figure, p_near, p_formula, p_acts, p_value) as
  {'figure': p_figure, 'near': p_near, 'formula': p_formula, 'acts': p_acts, 'accepted': false, 'above': p_value.above, 'below': p_value.below};

create or replace temp table near_figure as
select period_no, unnest([
  near_of('opening', 'the ending before as it was stated', 'stated ending of the period before', true, whole_of(before.stated_closing)),
  near_of('closing', 'churn left out', 'opening + new + expansion + reactivation - contraction', churn <> 0, whole_of(opening + flow + churn)),
  near_of('closing', 'contraction left out', 'opening + new + expansion + reactivation - churn', contraction <> 0, whole_of(opening + flow + contraction)),
  near_of('closing', 'contraction and churn left out', 'opening + new + expansion + reactivation', contraction <> 0 and churn <> 0, whole_of(opening + flow + contraction + churn)),
  near_of('closing', 'expansion left out', 'opening + new + reactivation - contraction - churn', expansion <> 0, whole_of(opening + flow - expansion)),
  near_of('closing', 'new left out', 'opening + expansion + reactivation - contraction - churn', new <> 0, whole_of(opening + flow - new)),
  near_of('closing', 'reactivation left out', 'opening + new + expansion - contraction - churn', reactivation <> 0, whole_of(opening + flow - reactivation)),
  near_of('closing', 'exchange rates, acquired ARR and adjustments left out', 'opening + new + expansion + reactivation - contraction - churn', other <> 0, whole_of(opening + flow - other)),
  near_of('closing', 'churn added instead of taken off', 'opening + new + expansion + reactivation - contraction + churn', churn <> 0, whole_of(opening + flow + 2 * churn)),
  near_of('closing', 'contraction added instead of taken off', 'opening + new + expansion + reactivation + contraction - churn', contraction <> 0, whole_of(opening + flow + 2 * contraction)),
  near_of('closing', 'from the ending of the period before as it was stated', 'stated ending of the period before + movements', true, whole_of(before.stated_closing + flow)),
  near_of('net_new', 'as the stated balances differ', 'stated closing - opening', true, whole_of(net_change_of(opening, settled.stated_closing))),
  near_of('net_new', 'new less churn alone', 'new - churn', true, whole_of(new - churn)),
  near_of('net_new', 'expansion left out', 'new + reactivation - contraction - churn', expansion <> 0, whole_of(flow - expansion)),
  near_of('net_new', 'contraction left out', 'new + expansion + reactivation - churn', contraction <> 0, whole_of(flow + contraction)),
  near_of('net_new', 'churn left out', 'new + expansion + reactivation - contraction', churn <> 0, whole_of(flow + churn)),
  near_of('net_new', 'additions before losses', 'new + expansion + reactivation', true, whole_of(additions_of(new, expansion, reactivation))),
  near_of('net_new', 'reactivation left out', 'new + expansion - contraction - churn', reactivation <> 0, whole_of(flow - reactivation)),
  near_of('net_new', 'exchange rates, acquired ARR and adjustments left out', 'new + expansion + reactivation - contraction - churn', other <> 0, whole_of(flow - other)),
  near_of('additions', 'net of contraction', 'new + expansion + reactivation - contraction', contraction <> 0, whole_of(additions_of(new, expansion, reactivation) - contraction)),
  near_of('additions', 'net of contraction and churn', 'new + expansion + reactivation - contraction - churn', true, whole_of(additions_of(new, expansion, reactivation) - contraction - churn)),
  near_of('additions', 'new alone', 'new', true, whole_of(new)),
  near_of('losses', 'churn alone', 'churn', true, whole_of(churn)),
  near_of('losses', 'net of expansion', 'contraction + churn - expansion', expansion <> 0, whole_of(contraction + churn - expansion)),
  near_of('growth', 'closing as base', '(closing - opening) / closing', true, fraction(settled.closing - opening, settled.closing)),
  near_of('growth', 'the average of opening and closing as base', '(closing - opening) / ((opening + closing) / 2)', true, fraction(2 * (settled.closing - opening), opening + settled.closing)),
  near_of('growth', 'the closing as it was stated', '(stated closing - opening) / opening', true, growth_of(opening, settled.stated_closing)),
  near_of('growth', 'the closing as it was stated, as base, too', '(stated closing - opening) / stated closing', settled.stated_closing <> settled.closing, fraction(settled.stated_closing - opening, settled.stated_closing)),
  near_of('growth', 'one not taken off', 'closing / opening', true, fraction(settled.closing, opening)),
  near_of('growth', 'new alone', 'new / opening', true, fraction(new, opening)),
  near_of('growth', 'additions before losses', '(new + expansion + reactivation) / opening', true, fraction(additions_of(new, expansion, reactivation), opening)),
  near_of('growth', 'churn left out', '(new + expansion + reactivation - contraction) / opening', churn <> 0, fraction(flow + churn, opening)),
  near_of('growth', 'contraction left out', '(new + expansion + reactivation - churn) / opening', contraction <> 0, fraction(flow + contraction, opening)),
  near_of('growth', 'expansion left out', '(new + reactivation - contraction - churn) / opening', expansion <> 0, fraction(flow - expansion, opening)),
  near_of('growth', 'exchange rates, acquired ARR and adjustments left out', '(new + expansion + reactivation - contraction - churn) / opening', other <> 0, fraction(flow - other, opening)),
  near_of('growth', 'twelve times that of a month', '12 * (closing - opening) / opening', true, fraction(12 * (settled.closing - opening), opening)),
  near_of('growth', 'four times that of a quarter', '4 * (closing - opening) / opening', true, fraction(4 * (settled.closing - opening), opening))
], recursive := true)
from (select * from settled where corner = 0) as settled
left join (select period_no as before_no, stated_closing from settled where corner = 0) as before using (before_no);
