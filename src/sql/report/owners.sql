-- the owners of customers on a day: how large their books are, how they held, and what comes up; or, by $list, what each customer has in whose book,
-- of owners with a name: the accounts of which moves are made
with live as (
  select customer_key, shown_values[1] as owner, sum(arr) as arr
  from cut_line(cut_columns(to_json([cast($owner as varchar)])::varchar, $where, 'customer')) as line
    join kept_cell(to_json([cast($owner as varchar)])::varchar, $where, 'customer') as kept using (group_no) semi join kept_payer('[]', $where) as payer using (customer_key)
  where from_on <= cast($on as date) and cast($on as date) < to_on group by customer_key, owner
), book as (
  select owner, sum(arr) as arr, count(*) filter (where arr > 0) as customers from live group by owner
), cohort as (
  select group_values[1] as owner, opening, closing, kept
  from group_cohort(cast(to_json([{'period_no': 1, 'period': '', 'from_date': add_months(cast($on as date) + 1, -12), 'to_date': cast($on as date) + 1}]) as varchar),
    to_json([cast($owner as varchar)])::varchar, $where, 'customer')
), ahead_pair as materialized (
  select group_values[1] as owner, customer_key, product_key, due_on, due, pending, at_risk
  from due_pair(cast(to_json([{'period_no': 1, 'period': '', 'from_date': cast($on as date) + 1, 'to_date': cast($on as date) + 1 + cast($horizon as integer)}]) as varchar),
    cast($on as date), to_json([cast($owner as varchar)])::varchar, $where)
), ahead as (           -- where the last word is that they will leave, all that is pending is at risk
  select owner, due, case when outcome = 'churn' then pending else at_risk end as at_risk
  from ahead_pair left join renewal_expected(cast($on as date), (select list(struct_pack(customer_key, product_key, due_on)) from ahead_pair)) using (customer_key, product_key, due_on)
), coming as (
  select owner, sum(due) as due, sum(at_risk) as at_risk from (select * from ahead union all by name select group_values[1] as owner, at_risk from overdue_pair($on, to_json([cast($owner as varchar)])::varchar, $where)) as told group by owner
), owned as (
  select owner, coalesce(arr, 0) as arr, coalesce(customers, 0) as customers, opening, closing, kept, coalesce(due, 0) as due, coalesce(at_risk, 0) as at_risk
  from book full join coming using (owner) left join cohort using (owner)
  where arr <> 0 or customers > 0 or due <> 0 or at_risk <> 0
), named as (
  select sum(arr) as arr, sum(customers) as customers, count(*) as owners from owned where owner <> '' and arr > 0
), listed as (
  select owner, null::integer as customer_key, owned.customers, owned.arr, ratio(owned.arr, (select sum(arr) from owned)) as share,
    case when owner <> '' then ratio(owned.arr * named.owners, named.arr) end as load, case when owner <> '' then ratio(owned.customers * named.owners, named.customers) end as load_customers,
    ratio(closing, opening) as nrr, ratio(kept, opening) as grr, due as available_to_renew, at_risk
  from owned cross join named where $list = 'owners'
  union all by name
  select owner, customer_key, live.arr from live where $list = 'moves' and owner <> '' and owner in (select owned.owner from owned where owned.arr > 0)
), placed as (
  select *, row_number() over (order by owner = '', arr desc, owner, customer_id) as place from listed left join payer() as payer using (customer_key)
)
select owner, customer_id as customer, coalesce(name, customer_id) as name, customers, arr, share, load, load_customers, nrr, grr, available_to_renew, at_risk,
  null::varchar as to_owner, null::bigint as owner_load, null::bigint as to_load, null::bigint as largest_load, place
from placed left join customer_name((select list(customer_key) from placed where customer_key is not null)) as shown_name using (customer_key)
where $list = 'moves' or place > cast($after as bigint)
order by place limit case when $list = 'owners' then cast($limit as bigint) end;
