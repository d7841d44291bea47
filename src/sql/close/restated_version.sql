-- touched lines whose version in view says something else than the one of the close, with what is other: each of the causes that its own change has
create or replace temp table restated_version as
with pair as (
  select line_id, was.line_key as was_key, later.line_key as later_key
  from then_version as was
    full join (select line_id, line_key from book.line_version semi join touched_line using (line_id) where superseded_at is null) as later using (line_id)
  where was.line_key is distinct from later.line_key
), said as (
  select line_key, line.customer_key, cell.product_key, replaces,
    {'start': coalesce(cast(start_at as varchar), cast(start_date as varchar)), 'end': coalesce(cast(end_at as varchar), cast(end_date as varchar)), 'inclusive': is_end_inclusive,
      'live': coalesce(cast(live_at as varchar), cast(live_on as varchar)), 'signed': coalesce(cast(signed_at as varchar), cast(signed_on as varchar)),
      'cancelled': coalesce(cast(cancelled_at as varchar), cast(cancelled_on as varchar)), 'renews': auto_renew, 'renewal': renewal_term_months} as term,
    {'amount': amount, 'quantity': quantity, 'per': amount_per, 'every': amount_every, 'percent': discount_percent, 'off': discount_amount,
      'until': coalesce(cast(discount_until_at as varchar), cast(discount_until as varchar)), 'currency': cell.currency} as price,
    {'customer': line.customer_key, 'product': cell.product, 'attrs': list_sort(map_entries(attrs)), 'parent': parent_id, 'kind': kind, 'contract': contract_id,
      'replaces': replaces, 'acquired': is_acquired} as belonging
  from book.line_version as line join book.cell as cell using (cell_key) left join book.line_instant using (line_key)
  where line_key in (select was_key from pair union select later_key from pair)
), compared as (
  select line_id, was_key, later_key, was.customer_key as was_customer, was.product_key as was_product, was.replaces as was_replaces,
    later.customer_key, later.product_key, later.replaces,
    list_filter([
      case when later_key is null then 'removed' end,
      case when was_key is null then 'late' end,
      case when was.term is distinct from later.term then 'backdated' end,
      case when was.price is distinct from later.price then 'corrected' end,
      case when was.belonging is distinct from later.belonging then 'reclassified' end
    ], c -> c is not null) as found
  from pair left join said as was on was.line_key = was_key left join said as later on later.line_key = later_key
)
select * exclude (found), case when found[1] in ('removed', 'late') then found[:1] else found end as causes from compared where len(found) > 0;
