-- the periods of a question as a parameter again, one a period under its number: the one before it, of as many whole months, and the twelve months up to its close
create or replace temp macro periods_before(p_periods) as (
  select cast(to_json(list({'period_no': period_no, 'period': case when months = 1 and day(from_date) = 1 then strftime(begins_on, '%Y-%m') else begins_on || '/' || (from_date - 1) end,
    'from_date': begins_on, 'to_date': from_date})) as varchar)
  from (select *, whole_months(from_date, to_date) as months, add_months(from_date, -whole_months(from_date, to_date)) as begins_on from period_list(p_periods)) as moved
  where months is not null
);

create or replace temp macro years_up_to(p_periods) as (
  select cast(to_json(list({'period_no': period_no, 'period': period, 'from_date': add_months(to_date, -12), 'to_date': to_date})) as varchar) from period_list(p_periods)
);
