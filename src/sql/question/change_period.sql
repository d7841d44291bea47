-- the calendar months or quarters in which anything changed, as periods of a question; those in between have no rows
create or replace temp macro change_period(p_unit, p_first := 0, p_last := 2147483647) as (
  select to_json(coalesce(list(struct_pack(period_no := period_no, period := cast(from_date as varchar), from_date := from_date, to_date := to_date) order by period_no), []))
  from (
    select row_number() over (order by from_date) as period_no, from_date,
      add_months(from_date, case p_unit when 'month' then 1 else 3 end) as to_date
    from (
      select cast(date_trunc(p_unit, on_date) as date) as from_date from customer_day where customer_key between p_first and p_last
      union
      select cast(date_trunc(p_unit, on_date) as date) from arr_change where payer_key between p_first and p_last
    ) as start
  ) as period
);
