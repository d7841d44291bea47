-- scenario x line x another that is there and that a decision ties it to: copy_of (counts nowhere beside it) or cut_by (gives way to it).
-- A copy is one only as long as the two are alike, of one customer as decided and, field by field, as written or as decided; a line gives way
-- only to one of the same customer, as decided, and product
create or replace temp table decided_tie as
with named as (
  select scenario_no, line_key, 'copy_of' as field, unnest(copied_from) as other_id from decided_field where copied_from is not null
  union all
  select scenario_no, line_key, 'cut_by', unnest(cut_by) from decided_field where cut_by is not null
), tie as (
  select scenario_no, named.line_key, field, other.line_key as other_key
  from line_version as other join named on other.line_id = other_id
  where other.superseded_at is null and other.line_key <> named.line_key
), party as (
  select scenario_no, line_key from tie union select scenario_no, other_key from tie
), line as (
  select party.scenario_no, mine.*, product_key, coalesce(customer_named, customer_id) as payer,
    coalesce(local_day(start_at, policy.time_zone), start_date) as start_on, coalesce(local_day(end_at, policy.time_zone), end_date) as end_on,
    coalesce(cast(coalesce(local_day(discount_until_at, policy.time_zone), discount_until) as varchar), '') as until_on,
    coalesce(nullif(currency, ''), policy.line_currency) as currency, list_sort(map_entries(attrs)) as own_attrs, kind_set, amount_set, amount_per_set, discount_until_set, currency_set, attrs_set
  from cell join (customer join (line_version as mine join party using (line_key)) using (customer_key)) using (cell_key)
    left join line_instant using (line_key) left join decided_field using (scenario_no, line_key)
    left join decided_amount as moved on moved.scenario_no = party.scenario_no and moved.line_key = party.line_key cross join policy
), told as (
  select scenario_no, line_key, payer, product_key,
    {'product': product_key, 'quantity': quantity, 'every': amount_every, 'from': start_on, 'to': end_on, 'percent': discount_percent, 'off': discount_amount, 'replaces': replaces} as same,
    [kind, amount, amount_per, until_on, currency, cast(own_attrs as varchar)] as written,
    [coalesce(kind_set, kind), coalesce(amount_set, amount), coalesce(amount_per_set, amount_per), coalesce(cast(discount_until_set as varchar), until_on), coalesce(currency_set, currency),
      cast(list_sort(attributes_with(map_from_entries(own_attrs), attrs_set)) as varchar)] as decided
  from line
)
select tie.*, mine.payer = other.payer and case field
    when 'cut_by' then mine.product_key = other.product_key
    else mine.same is not distinct from other.same
      and len(list_filter(range(1, 7), i -> mine.written[i] <> other.written[i] and mine.decided[i] <> other.decided[i])) = 0
  end as acts
from tie
  join told as mine on mine.scenario_no = tie.scenario_no and mine.line_key = tie.line_key
  join told as other on other.scenario_no = tie.scenario_no and other.line_key = tie.other_key;
