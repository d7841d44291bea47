-- covering lines with held gaps filled: what was live on the last covered day goes on, what cancels out inside the gap waits
create or replace temp table held_line as
with stretch as (
  select line.line_key, line.from_on,
    max(held_to) filter (where gap_on <= line.from_on and line.from_on < held_to) as waits_to,
    max(held_to) filter (where line.from_on < gap_on and gap_on <= line.to_on) as goes_on_to,
    bool_or(line.from_on < gap_on and gap_on <= line.to_on and line.to_on < held_to) as is_held
  from covering_line as line
    join cover_gap as gap on gap.customer_key = line.customer_key and gap.product_key = line.product_key
  group by line.line_key, line.from_on, line.to_on
), stretched as (
  select line.* exclude (from_on, to_on), coalesce(is_held, false) as is_held,
    coalesce(greatest(waits_to, line.from_on), line.from_on) as from_on, coalesce(greatest(goes_on_to, line.to_on), line.to_on) as to_on
  from covering_line as line left join stretch using (line_key, from_on)
)
select * from stretched where from_on < to_on;
