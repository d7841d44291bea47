-- one row a figure that goes by the name of ARR, on a day
with carr as (
  select live, live + signed_not_live + known_contraction + known_churn as carr from carr_part(cast($on as date), null, $where)
), earned as (
  select coalesce(sum(earned) filter (where back = 0), 0) * 12 as run_rate, coalesce(sum(earned) filter (where back >= 0), 0) as of_year
  from kind_earned($periods, 'recurring', '[]', $where)
), usage as (
  select case when any_value(months) >= 3 then coalesce((select sum(earned) from kind_earned($periods, 'usage', '[]', $where) where back between 0 and 2), 0) * 4 end as usage_arr
  from known_usage($periods)
), month as (
  select strftime(max(from_date), '%Y-%m') as last, strftime(min(from_date), '%Y-%m') as first, strftime(max(from_date) filter (where back = 2), '%Y-%m') as third from trailing_month($periods)
), told as (
  select 1 as place, 'contracted_arr' as variant, live as value, 'What contracts in force at the close of ' || $on || ' are worth a year: ARR by the policy. No revenue, and nothing that is only signed.' as sentence from carr
  union all
  select 2, 'carr', carr, 'ARR, what is signed and not live yet, less what is known to go. It holds nothing that is not signed, and is no ARR of today.' from carr
  union all
  select 3, 'run_rate', run_rate, 'Recurring revenue of ' || last || ' x 12, as if that month went on for a year. It knows neither ends nor starts of contracts, and takes part months as they fell.' from earned cross join month
  union all
  select 4, 'trailing_twelve_months', of_year, 'Recurring revenue of ' || first || ' to ' || last || ', earned and past. It is not ARR: growth reaches it up to a year late.' from earned cross join month
  union all
  select 5, 'usage_arr', usage_arr, 'Usage of ' || third || ' to ' || last || ' x 4, an assumption that usage goes on. Nobody has committed to it, so it stands beside ARR'
    || case when usage_arr is null then '; fewer than three months of usage are known.' else '.' end from usage cross join month
)
select variant, cast(value as hugeint) as value, sentence from told order by place;
