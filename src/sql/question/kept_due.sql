-- the same of all days that a look ahead asks for, from what is past its end at the close of its day to the last of its months: worked out once, as it is read
-- time and again
create or replace temp table kept_due as
select * from due_line(
  (select least(min(from_date), cast($on as date), (select case when expired = 'hold' then date '1900-01-01' else cast($on as date) - grace_days end from policy))
   from (select from_date from period_list($periods) union all select from_date from period_list($past)) as asked),
  (select greatest(max(to_date), cast($on as date) + 1) from (select to_date from period_list($periods) union all select to_date from period_list($past)) as asked));

create or replace temp macro looked_due(p_from, p_to) as table select * from kept_due where due_on >= p_from and due_on < p_to;
