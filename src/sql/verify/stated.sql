-- one row a cell of a board table that is read as a figure: digits x 10^power as it was written, so its last digit is known
create or replace temp macro ten(p_power) as cast(rpad('1', cast(p_power as integer) + 1, '0') as hugeint);

-- a fraction in whole units of 10^power, half away from zero; null where it is undefined
create or replace temp macro at_power(p_fraction, p_power) as
  case when p_fraction.below > 0
    then scale_amount(p_fraction.above, ten(greatest(-p_power, 0)), p_fraction.below * ten(greatest(p_power, 0))) end;

-- amounts and counts stand in hundred-thousandths, so that half of the last of four decimals is a whole number, too
create or replace temp macro whole_of(p_units) as fraction(p_units, 100000);

create or replace temp table board_period as
select period.* from (select unnest(from_json($board, '[{"period_no": "INTEGER", "before_no": "INTEGER"}]')) as period) as told;

create or replace temp table stated as
with cell as (
  select cell.* from (
    select unnest(from_json($cells, '[{"cell_no": "INTEGER", "period_no": "INTEGER", "figure": "VARCHAR", "input": "VARCHAR", "digits": "VARCHAR", "power": "INTEGER", "least_power": "INTEGER", "shown_power": "INTEGER"}]')) as cell
  ) as told
)
select cell_no, period_no, figure, input, shown_power, greatest(power, least_power) as power,
  case when power >= least_power then cast(digits as hugeint) else scale_amount(cast(digits as hugeint), 1::hugeint, ten(least_power - power)) end as digits
from cell;
