-- one row a period and group of a cut with the targets that are told of it, by measure: amounts in minor units, counts as whole numbers
select period_no, group_values, map_from_entries(list((measure, cast(scale_amount(num, 1::hugeint, den) as varchar)))) as targets
from input_told($periods, $by, $where) where starts_with(measure, 'target_') group by period_no, group_values order by period_no, group_values;
