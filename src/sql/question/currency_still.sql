-- what rates did, where none moves: nothing, and nothing to plan. It takes the place of currency_step
create or replace temp macro currency_step(p_periods, p_method, p_first := 0, p_last := 2147483647) as table
select null::integer as customer_key, null::varchar as currency, null::integer as period_no, null::date as step_from, null::date as step_last,
  null::hugeint as n0, null::hugeint as n1, null::hugeint as r0, null::hugeint as r1, null::hugeint as move_num, null::hugeint as move_den, null::bigint as fx
where false;
