-- a product whose lines name no kind, and the kind that kind_rules gave it
with guessed as (
  select line.*, cell.product, cell_kind.kind as guess
  from present_line as line join cell using (cell_key) join cell_kind using (cell_key) where line.kind = '' and cell_kind.kind is not null
)
select 'kind|' || product as question_key, product as subject, list(distinct landed_key) as customers, 0::hugeint as stake,
  {'product': product, 'guess': guess, 'lines': count(*), 'examples': min(line_id, 3)} as facts,
  list_prepend(as_it_is(guess), list_transform(list_filter(['recurring', 'services', 'one_time', 'usage'], k -> k <> guess),
    k -> choice_of(k, [field_set('product', product, '', 'kind', k)]))) as choices
from guessed group by product, guess;
