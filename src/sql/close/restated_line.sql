-- line whose ARR at the close of a closed period is another now: what was reported of it, what it is, and every cause that acts on it, in the order
-- of the causes; it is told under the first. through: the line whose change moves it, where it did not change itself or not in that way
create or replace temp table restated_line as
with worth as (
  select line_id, arg_max(customer_key, step_no) as customer_key, arg_max(product_key, step_no) as product_key,
    coalesce(sum(arr) filter (where step_no = 0), 0) as reported, coalesce(sum(arr) filter (where step_no = 1), 0) as defined,
    coalesce(sum(arr) filter (where step_no = 2), 0) as rated, coalesce(sum(arr) filter (where step_no = 3), 0) as decided,
    coalesce(sum(arr) filter (where step_no = 4), 0) as now_known
  from state_line group by line_id
), moved as (           -- by what came to light since, be it its own change or another's
  select worth.*, coalesce(restated_version.causes, []) as own, was_key, later_key from worth left join restated_version using (line_id) where decided <> now_known
), party as (           -- what changed itself, as it was and as it is; whether it cuts another line in another way than it did
  select line_id as by_line, list_position(restatement_causes(), causes[1]) as rank, was_customer as customer_key, was_product as product_key, was_replaces as replaces,
    len(list_intersect(causes, ['removed', 'late', 'backdated'])) > 0 or was_replaces is distinct from replaces as cuts_anew
  from restated_version where was_key is not null
  union all
  select line_id, list_position(restatement_causes(), causes[1]), customer_key, product_key, replaces,
    len(list_intersect(causes, ['removed', 'late', 'backdated'])) > 0 or was_replaces is distinct from replaces
  from restated_version where later_key is not null
), near as (
  select moved.line_id, by_line, rank, 1 as distance from moved join party on party.replaces = moved.line_id and by_line <> moved.line_id where cuts_anew or len(own) = 0
  union all
  select moved.line_id, by_line, rank, 2 from moved join party using (customer_key, product_key) where len(own) = 0
  union all
  select moved.line_id, by_line, rank, 3 from moved join party using (customer_key) where len(own) = 0
), nearest as (
  select line_id, arg_min(by_line, (distance, rank, by_line)) as by_line, arg_min(rank, (distance, rank, by_line)) as rank from near group by line_id
), elsewhere as (       -- whoever is worked out together with others than its own customer
  select min(rank) as rank from party
), found as (
  select moved.line_id, own, by_line, was_key, later_key,
    list_sort(list_distinct(list_transform(own, c -> list_position(restatement_causes(), c)) || case when nearest.rank is not null then [nearest.rank] when len(own) = 0 then [coalesce(elsewhere.rank, list_position(restatement_causes(), 'reclassified'))] else [] end)) as ranks
  from moved left join nearest using (line_id) cross join elsewhere
), told as (
  select worth.*, own, by_line, was_key, later_key,
    list_filter([
      case when defined <> reported then 'definition' end, case when rated <> defined then 'fx' end, case when decided <> rated then 'decision' end
    ], c -> c is not null) || list_transform(coalesce(ranks, []), r -> restatement_causes()[r]) as causes
  from worth left join found using (line_id)
)
select line_id, customer_key, product_key, reported, now_known, now_known - reported as amount, causes, causes[1] as cause,
  case when not list_contains(own, causes[1]) then by_line end as through, was_key, later_key
from told where now_known <> reported;
