-- line x [from_on, to_on) at one price in its own minor units; two rows where a discount ends inside
create or replace temp view priced_line as
select * exclude (switch_on, now_native, end_on), begin_on as from_on, least(end_on, coalesce(switch_on, end_on)) as to_on, now_native as native
from line_price where begin_on < end_on and (switch_on is null or switch_on > begin_on)
union all by name
select * exclude (switch_on, now_native, end_on), greatest(begin_on, switch_on) as from_on, end_on as to_on, list_native as native
from line_price where begin_on < end_on and switch_on < end_on;
