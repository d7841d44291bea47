-- payer x product x day on which ARR changed, with the reason that its lines give; what rates alone do to a line that goes on is 'fx'
create or replace temp macro change_event(p_payers, p_from, p_to) as table
with mine as (
  select arr_line.*, counted_line.cut_on, counted_line.start_date, version.contract_id, try_cast(version.quantity as decimal(38, 9)) as quantity, version.live_on,
    lag(to_on) over piece = from_on and lag(native) over piece = native as goes_on, lead(from_on) over piece = to_on and lead(native) over piece = native as is_gone_on
  from arr_line join counted_line using (line_key) join line_version as version using (line_key)
  where arr_line.payer_key in (select unnest(p_payers)) and arr <> 0 and (from_on between p_from and p_to or to_on between p_from and p_to)
  window piece as (partition by arr_line.line_key order by from_on)
), edge as (
  select payer_key as customer_key, product_key, from_on as on_date, line_key, arr as change, contract_id, quantity, true as comes,
    case when goes_on then 'fx'
      when from_on > begin_on then 'discount_end'
      when is_acquired then 'acquired'
      when policy.recognition = 'go_live' and live_on <> start_date then 'go_live'
      else 'start' end as reason
  from mine cross join policy
  union all by name
  select payer_key as customer_key, product_key, to_on as on_date, line_key, -arr as change, contract_id, quantity, false as comes,
    case when is_gone_on then 'fx' when is_held then 'grace_lapsed' when to_on = cut_on then 'replaced' else 'end' end as reason
  from mine where to_on < date '9999-01-01'
), rated as (
  select customer_key, product_key, on_date, cast(sum(change) as bigint) as change, 'fx' as reason, list_sort(list(distinct line_key)) as line_keys
  from edge where reason = 'fx' group by customer_key, product_key, on_date having sum(change) <> 0
), sold as (
  select customer_key, product_key, on_date, cast(sum(change) as bigint) as change,
    case
      when bool_or(reason = 'discount_end') then 'discount_end'
      when bool_or(comes) and bool_or(not comes) then
        case when list_has_any(list(contract_id) filter (where comes and contract_id <> ''), list(contract_id) filter (where not comes and contract_id <> '')) then 'ramp_step'
          when sum(quantity) filter (where comes) = sum(quantity) filter (where not comes) then 'price'
          else 'quantity' end
      else arg_max(reason, abs(change))
    end as reason,
    list_sort(list(distinct line_key)) as line_keys
  from edge where reason <> 'fx' group by customer_key, product_key, on_date
)
select * from (select * from rated union all by name select * from sold) as event where on_date between p_from and p_to;
