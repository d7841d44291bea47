-- a line that ends before its signed end although no line takes its place: "expired" may lengthen a line, never shorten it
select 'Line ' || line_id || ' of customer ' || customer_id || ' ends' as subject, 'text' as unit,
  'on ' || end_on as found, 'on ' || term_end || ' or later' as wanted
from counted_line join line_version using (line_key) join customer on customer.customer_key = counted_line.customer_key
where not is_open and end_on < term_end and end_on is distinct from greatest(coalesce(cut_on, date '9999-12-31'), counted_line.start_date);
