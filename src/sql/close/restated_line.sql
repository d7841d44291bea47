-- line that moves a figure of a closed period: what was reported of it at the close, what it is, and every cause that acts on it, in the order of the
-- causes; it is told under the first. through: the line whose change moves it, where it did not change itself or not in that way
create or replace temp table restated_line as
with acted as (
  select line_id, bool_or(defined <> reported) as is_defined, bool_or(rated <> defined) as is_rated, bool_or(decided <> rated) as is_decided, bool_or(now_known <> decided) as is_found
  from state_change group by line_id having bool_or(now_known <> reported)
), revalued as (        -- its own ARR came to be another one, whoever pays it and wherever it stands
  select distinct line_id from (select line_id from state_change where figure in ('arr', 'bought') group by line_id, on_date having sum(decided) <> sum(now_known))
), worth as (
  select line_id, arg_max(customer_key, step_no) as customer_key, arg_max(product_key, step_no) as product_key,
    coalesce(sum(arr) filter (where step_no = 0 and to_on >= cast($to_date as date)), 0) as reported, coalesce(sum(arr) filter (where step_no = 4 and to_on >= cast($to_date as date)), 0) as now_known
  from state_line semi join acted using (line_id) group by line_id
), informed as (        -- customers of whom a file said something, or took it back, since the close
  select distinct customer_key from book.customer_fact join book.customer using (customer_id)
  where import_id > cast($last_import as integer) or superseded_by > cast($last_import as integer)
), moved as (           -- by what came to light since, be it its own change or another's
  select worth.*, coalesce(restated_version.causes, []) as own, was_key, later_key, revalued.line_id is not null as is_revalued,
    len(own) = 0 and revalued.line_id is null and informed.customer_key is not null as is_informed
  from worth semi join (select line_id from acted where is_found) as found using (line_id) left join restated_version using (line_id) left join revalued using (line_id)
    left join informed on informed.customer_key = worth.customer_key
), party as (           -- what changed itself, as it was and as it is; whether it cuts another line in another way than it did
  select line_id as by_line, list_position(restatement_causes(), causes[1]) as rank, was_customer as customer_key, was_product as product_key, was_replaces as replaces,
    len(list_intersect(causes, ['removed', 'late', 'backdated'])) > 0 or was_replaces is distinct from replaces as cuts_anew
  from restated_version where was_key is not null
  union all
  select line_id, list_position(restatement_causes(), causes[1]), customer_key, product_key, replaces,
    len(list_intersect(causes, ['removed', 'late', 'backdated'])) > 0 or was_replaces is distinct from replaces
  from restated_version where later_key is not null
), near as (
  select moved.line_id, by_line, rank, 1 as distance from moved join party on party.replaces = moved.line_id and by_line <> moved.line_id where (cuts_anew or len(own) = 0) and not is_informed
  union all
  select moved.line_id, by_line, rank, 2 from moved join party using (customer_key, product_key) where len(own) = 0 and not is_informed
  union all
  select moved.line_id, by_line, rank, 3 from moved join party using (customer_key) where len(own) = 0 and not is_informed
), nearest as (
  select line_id, arg_min(by_line, (distance, rank, by_line)) as by_line, arg_min(rank, (distance, rank, by_line)) as rank from near group by line_id
), elsewhere as (       -- whoever is worked out together with others than its own customer
  select min(rank) as rank from party
), found as (
  select moved.line_id, own, by_line, was_key, later_key, is_informed,
    list_sort(list_distinct(list_transform(own, c -> list_position(restatement_causes(), c)) || case when nearest.rank is not null then [nearest.rank] when len(own) = 0 then [coalesce(case when is_revalued then elsewhere.rank end, list_position(restatement_causes(), 'reclassified'))] else [] end)) as ranks
  from moved left join nearest using (line_id) cross join elsewhere
), told as (
  select worth.*, coalesce(own, []) as own, by_line, was_key, later_key, coalesce(is_informed, false) as is_informed,
    list_filter([
      case when is_defined then 'definition' end, case when is_rated then 'fx' end, case when is_decided then 'decision' end
    ], c -> c is not null) || list_transform(coalesce(ranks, []), r -> restatement_causes()[r]) as causes
  from worth join acted using (line_id) left join found using (line_id)
)
select line_id, customer_key, product_key, reported, now_known, causes, causes[1] as cause,
  case when not list_contains(own, causes[1]) then by_line end as through, was_key, later_key, is_informed
from told;
