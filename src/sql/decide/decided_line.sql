-- scenario x product, currency, attributes and source that decisions make of a line's: a cell that is there, or one that is made
create or replace temp table decided_cell as
with wanted as (
  select scenario_no, line_key, own.product_key, own.product, coalesce(currency_set, own.currency) as currency,
    map_from_entries(attributes_with(own.attrs, attrs_set)) as attrs, own.source
  from cell as own join (line_version join decided_field using (line_key)) using (cell_key)
  where currency_set is not null or attrs_set is not null
)
select scenario_no, line_key, wanted.product_key, wanted.product, wanted.currency, wanted.attrs, wanted.source, min(cell_key) as cell_key
from wanted left join cell on cell.product_key = wanted.product_key and cell.currency = wanted.currency and cell.source = wanted.source
  and list_sort(map_entries(cell.attrs)) = list_sort(map_entries(wanted.attrs))
group by scenario_no, line_key, wanted.product_key, wanted.product, wanted.currency, wanted.attrs, wanted.source;

create or replace temp table made_cell as
select cast((select coalesce(max(cell_key), 0) from cell) + row_number() over (order by product, currency, source, cast(attrs as varchar)) as integer) as cell_key,
  product_key, product, currency, attrs, source
from (select distinct product_key, product, currency, attrs, source from decided_cell where cell_key is null) as missing;

-- scenario x present line that a decision names, with what it makes of it: the fields that it sets, whether it counts nowhere
create or replace temp table decided_line as
select decided_field.* exclude (is_out, amount_times_set, currency_set, attrs_set), times, amount_set, gross_set, net_set, places_set, is_out or copy.line_key is not null as is_left_out, coalesce(decided_cell.cell_key, made_cell.cell_key) as cell_set
from decided_field left join decided_amount using (scenario_no, line_key)
  left join (select distinct scenario_no, line_key from decided_tie where field = 'copy_of' and acts) as copy using (scenario_no, line_key)
  left join decided_cell using (scenario_no, line_key)
  left join made_cell on made_cell.product_key = decided_cell.product_key and made_cell.currency = decided_cell.currency
    and made_cell.attrs = decided_cell.attrs and made_cell.source = decided_cell.source;
