-- decision that stands x the customers whose lines it names or adds, as the source has them, in the order of recording
with named as (
  select rank as decision_id, '' as line, landed_key as customer_key from set_line where scenario_no = 0
  union
  select decision_id, line_id, customer_key
  from decision join adjusted_line using (decision_id) join line_version using (line_key)
  where withdrawn_at is null and superseded_at is null
)
select decision_id, max(line) as line, list(distinct customer_key) as customers from named group by decision_id order by decision_id;
