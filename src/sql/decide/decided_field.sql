-- scenario x present line that a decision names: the fields that it sets, each by the last word about it; null where it sets none. copied_from and
-- cut_by hold all that was ever named, and act as `decided_tie` says
create or replace temp table decided_field as
with last as (
  select scenario_no, line_key, any_value(landed_key) as landed_key, field, arg_max(value, rank) as value, list(distinct value order by value) as every_value
  from set_line where field <> 'customer' group by scenario_no, line_key, field
  union all
  select scenario_no, line_key, customer_head.customer_key, 'customer', customer_id, []
  from line_version join (customer join customer_head on customer.customer_key = head_key) on customer_head.customer_key = line_version.customer_key
  where superseded_at is null
), payer as (
  select scenario_no, line_key, coalesce(max(value) filter (where field = 'apart'), max(value) filter (where field = 'customer')) as customer_named
  from last where field in ('apart', 'customer') group by scenario_no, line_key
), named as (
  select customer_id, customer_key as customer_set from customer semi join payer on payer.customer_named = customer_id
)
select scenario_no, line_key, any_value(landed_key) as landed_key, any_value(customer_set) as customer_set,
  max(value) filter (where field = 'kind') as kind_set,
  max(value) filter (where field = 'amount_per') as amount_per_set,
  max(value) filter (where field = 'amount_times') as amount_times_set,
  max(value) filter (where field = 'currency') as currency_set,
  map_from_entries(list({'k': substr(field, 11), 'v': value} order by field) filter (where starts_with(field, 'attribute:'))) as attrs_set,
  cast(max(value) filter (where field = 'discount_until') as date) as discount_until_set,
  cast(nullif(max(value) filter (where field = 'runs_until'), '') as date) as runs_until,
  cast(max(value) filter (where field = 'begins_on') as date) as begins_on,
  count(*) filter (where field = 'auto_renewed' and value = 'yes') > 0 as is_auto_renewed,
  count(*) filter (where field = 'left_out' and value = 'yes') > 0 as is_out,
  any_value(every_value) filter (where field = 'cut_by') as cut_by,
  any_value(every_value) filter (where field = 'copy_of') as copied_from,
  any_value(customer_named) as customer_named
from last left join payer using (scenario_no, line_key) left join named on customer_id = customer_named
group by scenario_no, line_key;
