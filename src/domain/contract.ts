/** The line: what was sold, as it was sold. The columns are those of the definitions page, section "The line". */

/** Kinds of line; what a policy counts is chosen among them by `include_kinds`. */
export const kinds = ["recurring", "usage", "one_time", "services"] as const;
export type Kind = (typeof kinds)[number];

/** What an amount is the price of: one such span, or the whole signed term. */
export const amountPers = ["month", "quarter", "half_year", "year", "week", "day", "term"] as const;
export type AmountPer = (typeof amountPers)[number];

export const billings = ["upfront", "monthly", "quarterly", "annual"] as const;

/** Every column that means something to the product; any other column of a file is an attribute. */
export const lineColumns = [
  "line_id", "customer_id", "parent_id", "product", "kind", "signed_on", "start_date", "end_date", "amount", "quantity",
  "amount_per", "amount_every", "currency", "discount_percent", "discount_amount", "discount_until", "contract_id",
  "replaces", "live_on", "cancelled_on", "auto_renew", "renewal_term_months", "origin", "billing", "recorded_on",
  "superseded_on", "customer_name", "parent_name", "notice_days", "opt_out_on", "cancel_reason", "end_convention",
] as const;
export type LineColumn = (typeof lineColumns)[number];

/** Without these no line can be read; the others have a meaning when empty. */
export const requiredColumns = ["line_id", "customer_id", "start_date", "amount", "amount_per"] as const;

/** Attributes the product knows by name: matched loosely, like columns, but stored and grouped like any attribute. */
export const knownAttributes = ["product_family", "source", "segment", "region", "csm", "industry", "description"] as const;

/** A row as the library takes it: columns of {@link lineColumns} and attributes, as text or plain values. */
export type LineInput = Record<string, unknown>;
