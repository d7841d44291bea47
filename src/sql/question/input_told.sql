-- one row an input that holds, of the groups of a cut (columns that are grouped by, or kept at one value), as a fraction: amounts in minor units of the
-- reporting currency, counts as they are, percents as a part of one; without a rate there is no row
create or replace temp macro input_value(p_by, p_where) as table
with cut as (
  select from_json(p_by, '["VARCHAR"]') as by_columns, from_json(p_where, '[{"column": "VARCHAR", "op": "VARCHAR", "values": ["VARCHAR"]}]') as conditions
), told as (
  select statement_key, said, cast(cast(coalesce(said['groups'], '{}') as json) as map(varchar, varchar)) as groups, coalesce(said['percent'], said['count']) as text
  from standing_statement('input')
), of_cut as (
  select told.*, list_transform(by_columns, c -> groups[c]) as group_values from told cross join cut
  where list_sort(map_keys(groups)) = list_sort(list_distinct(list_concat(by_columns, list_transform(conditions, c -> c.column))))
    and len(list_filter(conditions, c -> not (c.op = '=' and len(c.values) = 1 and groups[c.column] = c.values[1]))) = 0
)
select measure, over, group_values, cast(said['from_date'] as date) as from_date, cast(said['to_date'] as date) as to_date,
  case when regexp_matches(said['period'], '[QW]') then said['period'][6] else cast(strlen(said['period']) as varchar) end as sort,
  cast(case when text is null then amount else digits_of(text) * 1000000 // ten_to(places_of(text)) end as hugeint) as num,
  cast(case when said['percent'] is not null then 100000000 when text is not null then 1000000 else 1 end as hugeint) as den
from of_cut join input_measure on measure = said['measure'] left join statement_amount() using (statement_key)
where text is not null or amount is not null;

-- one row a period, group and measure of which the inputs tell: what they say of just this period, else of the periods of one sort that make it up, the fewest;
-- a margin of several is weighed by their revenue, to six decimals of a percent. What holds at an end is told by whatever ends there, the shortest first
create or replace temp macro input_told(p_periods, p_by, p_where) as table
with period as (
  select period_no, from_date as first_on, to_date as next_on from period_list(p_periods)
), given as (
  select * from input_value(p_by, p_where)
), part as (
  select period_no, next_on - first_on as days, given.*, revenue.num as weight
  from period join given on from_date >= first_on and to_date <= next_on and over in ('sum', 'weighed')
    left join given as revenue on given.over = 'weighed' and revenue.measure = 'revenue' and revenue.from_date = given.from_date and revenue.to_date = given.to_date and revenue.group_values = given.group_values
), whole as (
  select period_no, group_values, measure, count(*) as parts, any_value(den) as den,
    case when any_value(over) = 'sum' or count(*) = 1 then sum(num) when count(weight) = count(*) and sum(weight) > 0 then scale_amount(sum(num * weight), 1::hugeint, cast(sum(weight) as hugeint)) end as num
  from part group by period_no, group_values, measure, sort having sum(to_date - from_date) = any_value(days)
), at_end as (
  select period_no, group_values, measure, num, den, to_date - from_date <> next_on - first_on as is_other, to_date - from_date as days
  from period join given on over = 'end' and to_date = next_on or over = 'start' and from_date = first_on
)
select period_no, group_values, measure, cast(num as hugeint) as num, den from whole where num is not null
qualify row_number() over (partition by period_no, group_values, measure order by parts) = 1
union all
select period_no, group_values, measure, num, den from at_end
qualify row_number() over (partition by period_no, group_values, measure order by is_other, days) = 1;
