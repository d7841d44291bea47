-- period x customer x product with something up for renewal: how much is due, what renewed it, and what became of the rest by the close of a day; at_risk:
-- what of it is pending though a notice was received by then or the end has passed. It belongs to the groups that its last due line says on its last
-- day of cover; noticed: what of it is pending under a notice; noticed_on: when all of it was under one. With p_each_end every day on which something is due is one of its own
create or replace temp macro due_pair(p_periods, p_on, p_by, p_where, p_each_end := false) as table
with period as (
  select * from period_list(p_periods)
), due as materialized (
  select line.*, period_no, line_id, cancel_reason, cancelled_on, coalesce(cancelled_on <= p_on, false) as is_noticed
  from looked_due((select min(from_date) from period), (select max(to_date) from period)) as line
    join period on line.due_on >= from_date and line.due_on < to_date
    join (select line_key, line_id, cancel_reason from line_version) as version using (line_key) left join (select line_key, cancelled_on from noticed_line) as notice using (line_key)
), pair as (
  select period_no, customer_key, product_key, min(due_on) as due_on, cast(sum(arr) as hugeint) as due, cast(sum(renewed) as hugeint) as renewed,
    cast(coalesce(sum(arr) filter (where settled_on > p_on), 0) as hugeint) as open,
    cast(coalesce(sum(arr) filter (where settled_on > p_on and is_noticed), 0) as hugeint) as noticed,
    cast(coalesce(sum(arr) filter (where settled_on > p_on and (is_noticed or due.due_on <= p_on)), 0) as hugeint) as doubtful,
    case when count(*) = count(cancelled_on) then max(cancelled_on) end as noticed_on,
    arg_max(struct_pack(line_key, cell_key, last_on, cancel_reason), (due.due_on, line_id)) as last_line
  from due group by period_no, customer_key, product_key, case when p_each_end then due.due_on end having sum(arr) > 0
), owned as (
  select pair.*, coalesce(group_key, pair.customer_key) as payer_key, coalesce(told_of.customer_key, 0) as own_key
  from pair left join customer_group as grouped on grouped.customer_key = pair.customer_key
    left join (select distinct customer_key from told_stretch) as told_of on told_of.customer_key = pair.customer_key
), question as (
  select from_json(p_by, '["VARCHAR"]') as by_names, cut_columns(p_by, p_where, 'customer') as names, computed_names() as computed,
    from_json(p_where, '[{"column": "VARCHAR", "op": "VARCHAR", "values": ["VARCHAR"]}]') as conditions
), valued as (
  select owned.*, by_names, names, conditions,
    list_transform(names, (n, i) -> coalesce(case when n = 'cancel_reason' then last_line.cancel_reason when list_contains(computed, n) then coalesce(of_payer.told[n], of_line.told[n]) else said.cell_values[i] end, '')) as own_values
  from owned left join attributed_cell(cut_columns(p_by, p_where, 'customer')) as said
      on said.own_key = owned.own_key and said.cell_key = last_line.cell_key and said.from_on <= last_line.last_on and last_line.last_on < said.to_on
    left join payer_dimension() as of_payer on of_payer.customer_key = payer_key and of_payer.period_no = owned.period_no
    left join line_dimension() as of_line on of_line.line_key = last_line.line_key and of_line.period_no = owned.period_no
    cross join question
), placed as (
  select valued.*, group_values_of(p_by, payer_values, list_transform(by_names, n -> case when is_of_payer(n) then '' else own_values[list_position(names, n)] end)) as group_values
  from valued join kept_payer(p_by, p_where) as kept_payer on kept_payer.customer_key = payer_key
  where is_met(names, own_values, conditions)
)
select period_no, customer_key, product_key, payer_key, group_values, due_on, due, renewed,
  greatest(renewed - due, 0) as uplift, case when renewed <> 0 then greatest(due - renewed, 0) else 0 end as downsell,
  case when renewed = 0 then due - open else 0 end as lost, case when renewed = 0 then open else 0 end as pending,
  case when renewed = 0 then doubtful else 0 end as at_risk, case when renewed = 0 then noticed else 0 end as noticed, noticed_on, last_line.line_key as last_key
from placed;

-- a cut with the segment as its first value
create or replace temp macro with_segment(p_by) as to_json(['segment'] || from_json(p_by, '["VARCHAR"]'))::varchar;

-- the same of what is past its end at the close of a day and neither renewed nor lost: within the grace, or held however long
create or replace temp macro overdue_pair(p_on, p_by, p_where) as table
select *
from due_pair(cast(to_json([{'period_no': 0, 'period': '', 'to_date': cast(p_on as date) + 1,
    'from_date': (select case when expired = 'hold' then date '1900-01-01' else cast(p_on as date) - grace_days end from policy)}]) as varchar), cast(p_on as date), p_by, p_where, p_each_end := true)
where pending > 0;
