-- what can be wrong with a row: the bit in its mask, the problem's code, the column at fault
create or replace temp table refusal as
select * from (values
  (0, 'line-id-missing', 'line_id'), (1, 'customer-id-missing', 'customer_id'),
  (2, 'start-missing', 'start_date'), (3, 'date-unreadable', 'start_date'), (4, 'date-unreadable', 'end_date'), (5, 'end-before-start', 'end_date'),
  (6, 'amount-missing', 'amount'), (7, 'number-unreadable', 'amount'), (8, 'number-unreadable', 'quantity'),
  (9, 'number-unreadable', 'discount_percent'), (10, 'number-unreadable', 'discount_amount'),
  (11, 'amount-per-missing', 'amount_per'), (12, 'amount-per-unknown', 'amount_per'), (13, 'kind-unknown', 'kind'), (14, 'billing-unknown', 'billing'),
  (15, 'whole-number-wanted', 'amount_every'), (16, 'amount-every-with-term', 'amount_every'), (17, 'term-without-end', 'end_date'),
  (18, 'term-empty', 'end_date'), (19, 'term-far-end', 'end_date'),
  (20, 'date-unreadable', 'signed_on'), (21, 'date-unreadable', 'discount_until'), (22, 'date-unreadable', 'live_on'),
  (23, 'date-unreadable', 'cancelled_on'), (24, 'date-unreadable', 'opt_out_on'), (25, 'date-unreadable', 'recorded_on'), (26, 'date-unreadable', 'superseded_on'),
  (27, 'whole-number-wanted', 'renewal_term_months'), (28, 'whole-number-wanted', 'notice_days'), (29, 'auto-renew-unreadable', 'auto_renew'),
  (30, 'number-too-precise', 'amount'), (31, 'amount-too-large', 'amount'),
  (32, 'line-id-twice', 'line_id'), (33, 'version-differs', 'recorded_on'), (34, 'end-convention-unknown', 'end_convention'), (35, 'line-id-reserved', 'line_id')
) as t(bit, code, column_name);
