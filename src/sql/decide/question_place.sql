-- question x customer and product whose ARR its choices can move, as the source has them; home_key: whoever is worked out together
with told as (
  select unnest(from_json($questions, '[{"question_no": "INTEGER", "customers": ["INTEGER"],
    "sets": [{"target": "VARCHAR", "target_id": "VARCHAR", "target_name": "VARCHAR", "field": "VARCHAR", "value": "VARCHAR"}]}]'), recursive := false) as q
), said as (
  select q.question_no, unnest(q.sets, recursive := true) from told
), concerned as (
  select q.question_no, unnest(q.customers) as customer_key from told
), named as (
  select distinct question_no, customer_key, cell_key, case when field in ('left_out', 'copy_of') then replaces else '' end as frees
  from said join line_version on line_id = target_id where target = 'line' and superseded_at is null
  union                 -- whether a line is a copy hangs on whose it is
  select question_no, customer_key, cell_key, replaces
  from concerned join (line_version semi join (select line_key from decided_line where copied_from is not null) as copied using (line_key)) using (customer_key)
  where superseded_at is null and question_no in (select said.question_no from said where target in ('customer', 'name'))
), place as (
  select question_no, customer_key, cell_key from named
  union                 -- what a line that counts nowhere no longer takes the place of
  select question_no, freed.customer_key, freed.cell_key from named join line_version as freed on freed.line_id = frees where frees <> '' and superseded_at is null
  union
  select question_no, customer_key, cell_key
  from concerned join line_version using (customer_key)
  where superseded_at is null and question_no in (select said.question_no from said where target in ('customer', 'name'))
)
select question_no, customer_key, coalesce(home_key, customer_key) as home_key, product_key
from (select distinct question_no, customer_key, product_key from place join cell using (cell_key)
      union
      select question_no, customer_key, product_key from concerned join said using (question_no) join product on product = target_id where target = 'product') as found
  left join customer_home using (customer_key)
order by all;
