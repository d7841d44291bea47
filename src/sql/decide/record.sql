-- one more decision: what was asked, what was chosen, by whom and when
insert into decision by name
select cast($decision_id as integer) as decision_id, cast($import_id as integer) as import_id, $deed as deed, cast($question_no as integer) as question_no,
  $question_kind as question_kind, $question as question, $subject as subject, $choice as choice, $until as until, $note as note, $made_by as made_by,
  $customer_id as customer_id, $amount as amount, $from_on as from_on, cast($now as timestamp) as recorded_at;
