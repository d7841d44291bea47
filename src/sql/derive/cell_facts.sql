-- the cells of the book, and those that decisions make and that are not kept yet
create or replace temp view every_cell as select * from cell union all by name select * from made_cell;

-- a cell in the currency it is priced in: one that names none is in the policy's own
create or replace temp view priced_cell as
select every_cell.* replace (coalesce(nullif(currency, ''), policy.line_currency) as currency) from every_cell cross join policy;

-- a cell that names no currency, and the one that differs from it only in naming the policy's own: cover takes them as one
create or replace temp table cell_alike as
select unnamed.cell_key, named.cell_key as alike_key
from every_cell as unnamed cross join policy
  join every_cell as named on named.product_key = unnamed.product_key and named.currency = policy.line_currency
    and named.attrs = unnamed.attrs and named.source = unnamed.source
where unnamed.currency = '';

create or replace temp table currency_scale as
select distinct priced_cell.currency, cast(10 ** coalesce(unusual_currency.places, 2) as bigint) as scale
from priced_cell left join unusual_currency on unusual_currency.currency = priced_cell.currency;

-- what the rules say of lines without a kind: the first rule that matches the product, else the first that matches the description
create or replace temp table cell_kind as
with kindless as (
  select cell_key, product, coalesce(attrs['description'], '') as description
  from every_cell
  where cell_key in (select line_version.cell_key from line_version where kind = '') or cell_key in (select cell_set from decided_line where cell_set is not null)
), text as (
  select distinct product, description from kindless
), matched as (
  select product, description, rank, kind, has_words(product, match) as by_product, has_words(description, match) as by_description
  from text cross join kind_rule
), ruled as (
  select product, description, coalesce(arg_min(kind, rank) filter (where by_product), arg_min(kind, rank) filter (where by_description)) as kind
  from matched group by product, description
)
select cell_key, kind from kindless join ruled using (product, description);
