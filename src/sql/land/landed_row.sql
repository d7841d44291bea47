-- every row of the file once, typed and judged. outcome: used, unchanged, ignored (a repeated identical row) or rejected
create or replace temp table typed_row as
select * exclude (gross_places, percent_places, discount_places, digits, rough_year, has_end, first_day, end_day, judged_kind, description,
    percent_num, discount_num, is_priceable, mask),
  mask,
  case when is_priceable then amount_num * quantity_num * ten_to(price_places - gross_places) end as gross_num,
  case when is_priceable then amount_num * quantity_num * (case when percent_num = 0 then 1 else ten_to(percent_places) - percent_num end)
      * ten_to(price_places - gross_places - case when percent_num = 0 then 0 else percent_places end)
    - discount_num * ten_to(price_places - discount_places) end as net_num
from typed_line;

-- the same line_id and record time more than once in this file
create or replace temp table repeated_row as
with same as (
  select line_id, recorded_at from typed_row where line_id is not null group by line_id, recorded_at having count(*) > 1
), told as (
  select row_no, typed_row.line_id, typed_row.recorded_at, list_transform(cells, c -> coalesce(c, '')) as cells
  from typed_row join same on same.line_id = typed_row.line_id and same.recorded_at is not distinct from typed_row.recorded_at
    join raw_row using (row_no)
)
select row_no, min(row_no) over same_row as first_row,
  count(*) over same_line <> count(*) over same_row as differs
from told
window same_line as (partition by line_id, recorded_at), same_row as (partition by line_id, recorded_at, cells);
