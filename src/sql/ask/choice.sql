-- how a question offers what can be decided: a choice, and the fields of lines that it sets
create or replace temp macro field_set(p_target, p_id, p_name, p_field, p_value) as
  {'target': cast(p_target as varchar), 'target_id': cast(p_id as varchar), 'target_name': cast(p_name as varchar), 'field': cast(p_field as varchar), 'value': cast(p_value as varchar)};

create or replace temp macro line_set(p_line, p_field, p_value) as field_set('line', p_line, '', p_field, p_value);

create or replace temp macro choice_of(p_choice, p_sets) as {'choice': cast(p_choice as varchar), 'sets': p_sets};

-- every line after the first is a copy of each before it: it counts nowhere as long as one of those is there
create or replace temp macro copies_of(p_lines) as
  flatten(list_transform(range(2, len(p_lines) + 1), i -> list_transform(p_lines[:i - 1], l -> line_set(p_lines[i], 'copy_of', l))));

-- the choice that is taken while nobody answers: the lines as they are
create or replace temp macro as_it_is(p_choice) as choice_of(p_choice, list_filter([line_set('', '', '')], s -> false));

-- customer x the name that a file about customers says last; it fills what the customer's lines leave empty
create or replace temp view told_name as
select customer_id, arg_max(value, (coalesce(from_date, date '0001-01-01'), fact_key)) as told
from customer_fact where superseded_at is null and name = 'name' group by customer_id;

-- ARR of each customer at the close of a day, as counted
create or replace temp macro arr_standing(p_on) as table
select customer_key, sum(change) as arr from customer_day where on_date <= p_on group by customer_key;
