-- used lines that the policy or a decision leaves out of ARR, by reason, kind, currency and price period: how many, and their amount x quantity as written,
-- each rounded to its own currency's minor unit
with told as (
  select version.line_key, kind_set is null and version.kind = '' and cell_kind.kind is not null as is_by_rule,
    coalesce(kind_set, nullif(version.kind, ''), cell_kind.kind, 'recurring') as kind,
    cell.product, cell.currency, version.amount_per, version.amount_every, version.gross_num, version.price_places,
    coalesce(is_left_out, false) as is_left_out
  from line_version as version join priced_cell as cell on cell.cell_key = version.cell_key
    left join cell_kind on cell_kind.cell_key = version.cell_key
    left join (select line_key, kind_set, is_left_out from decided_line) as decided on decided.line_key = version.line_key
  where version.line_key >= (select min(line_key) from new_version) and version.superseded_at is null
), counted as (
  select line_key, start_date >= term_end and not is_open as is_empty from counted_line where line_key >= (select min(line_key) from new_version)
), unrated as (
  select distinct line_key from unrated_line where line_key >= (select min(line_key) from new_version)
), judged as (
  select told.*,
    case when is_left_out then 'decision'
      when kind not in (select include_kind.kind from include_kind) then case when is_by_rule then 'kind_rules' else 'include_kinds' end
      when counted.line_key is null then 'plan'
      when is_empty then 'empty'
      when unrated.line_key is not null then 'rate' end as reason
  from told left join counted using (line_key) left join unrated using (line_key)
)
select reason, kind, currency, amount_per, amount_every, count(*) as lines,
  cast(sum(scale_amount(gross_num, cast(scale as hugeint), power_of_ten.value)) as hugeint) as written,
  list_sort(list(distinct product) filter (where product <> '-'))[:3] as products
from judged join currency_scale using (currency) join power_of_ten on power_of_ten.places = price_places
where reason is not null
group by reason, kind, currency, amount_per, amount_every
order by reason, kind, currency, amount_per, amount_every;
