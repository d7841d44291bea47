-- a loss of a customer or of a product, by its place, x the reason that was written for ending its line: of the line whose ARR ended last in it, one with
-- a reason before one without, then the largest; of { place, customer_key, step_from, step_last, product }
create or replace temp macro movement_cancel(p_moves) as table
with move as (
  select unnest(p_moves, recursive := true)
)
select move.place, arg_max(version.cancel_reason, (line.to_on, version.cancel_reason <> '', line.arr, version.line_id)) as cancel_reason
from move join arr_line as line on line.payer_key = move.customer_key and line.to_on between move.step_from and move.step_last and line.arr > 0
  join product using (product_key) join line_version as version using (line_key)
where move.product = '' or move.product = product.product
group by move.place;
