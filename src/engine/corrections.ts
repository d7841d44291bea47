/** What a change to the data made of lines that were there before: column by column, as written before and as written now. */
import type { Database, Row } from "./database.js";

export interface ColumnChange {
  /** As in a file: a column of a line, or an attribute. */
  column: string;
  /** As written; "" where it is empty. */
  old: string;
  new: string;
}

/** A line of which one version ended and another was brought. */
export interface Correction {
  line_id: string;
  customer: string;
  /** Of the new version, in its file. */
  row: number;
  /** Empty where only the record time differs, or what differs is no column, such as the file that it came from. */
  changes: ColumnChange[];
}

/** Every column as text, under the name that it has in a file; a timestamp with an offset as the instant that it names. */
const written = `
  map_concat(attrs, map {
    'customer_id': customer_id, 'product': product, 'currency': currency, 'parent_id': parent_id, 'kind': kind,
    'signed_on': coalesce(cast(signed_at as varchar), cast(signed_on as varchar), ''), 'start_date': coalesce(cast(start_at as varchar), cast(start_date as varchar), ''),
    'end_date': coalesce(cast(end_at as varchar), cast(end_date as varchar), ''), 'live_on': coalesce(cast(live_at as varchar), cast(live_on as varchar), ''),
    'cancelled_on': coalesce(cast(cancelled_at as varchar), cast(cancelled_on as varchar), ''),
    'discount_until': coalesce(cast(discount_until_at as varchar), cast(discount_until as varchar), ''),
    'amount': amount, 'quantity': quantity, 'amount_per': amount_per, 'amount_every': cast(amount_every as varchar),
    'discount_percent': discount_percent, 'discount_amount': discount_amount, 'contract_id': contract_id, 'replaces': replaces,
    'auto_renew': cast(auto_renew as varchar), 'renewal_term_months': coalesce(cast(renewal_term_months as varchar), ''),
    'origin': case when is_acquired then 'acquisition' else '' end, 'billing': billing,
    'end_convention': case is_end_inclusive when true then 'inclusive' when false then 'exclusive' else '' end, 'customer_name': customer_name, 'parent_name': parent_name,
    'notice_days': coalesce(cast(notice_days as varchar), ''), 'opt_out_on': coalesce(cast(opt_out_on as varchar), ''), 'cancel_reason': cancel_reason,
    'superseded_on': coalesce(cast(superseded_given as varchar), '')
  })`;

const pairs = `
  with pair as (
    select line_id from book.line_version where import_id = $id
    intersect
    select line_id from book.line_version where superseded_by = $id and import_id <> $id
  ), told as (
    select line_key, line_id, import_id, superseded_by, source_row, customer_id, ${written} as columns
    from book.line_version semi join pair using (line_id) join book.customer using (customer_key) join book.cell using (cell_key) left join book.line_instant using (line_key)
    where import_id = $id or superseded_by = $id
  ), before as (
    select line_id, arg_max(columns, line_key) as columns from told where superseded_by = $id and import_id <> $id group by line_id
  ), now as (
    select line_id, arg_max(columns, line_key) as columns, arg_max(customer_id, line_key) as customer_id, arg_max(source_row, line_key) as source_row
    from told where import_id = $id group by line_id
  )
  select line_id, customer_id, source_row, to_json(before.columns) as old, to_json(now.columns) as new
  from now join before using (line_id) order by source_row, line_id limit $size offset $from`;

/** So many of them, after so many. */
export async function correctionsOf(db: Database, importId: number, { from, size }: { from: number; size: number }): Promise<Correction[]> {
  return (await db.rows(pairs, { id: importId, from, size })).map(correctionOf);
}

/** 450 and 450.00 are one amount. */
const numbers: ReadonlySet<string> = new Set(["amount", "quantity", "discount_percent", "discount_amount"]);
const trimmed = (decimal: string): string => decimal.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
const isSame = ({ column, old, new: now }: Correction["changes"][number]): boolean => old === now || (numbers.has(column) && trimmed(old) === trimmed(now));

function correctionOf(row: Row): Correction {
  const [before, now] = [row["old"], row["new"]].map((json) => JSON.parse(String(json)) as Record<string, string | null>) as [Record<string, string | null>, Record<string, string | null>];
  const columns = [...new Set([...Object.keys(now), ...Object.keys(before)])];
  const changes = columns.map((column) => ({ column, old: before[column] ?? "", new: now[column] ?? "" })).filter((change) => !isSame(change));
  return { line_id: String(row["line_id"]), customer: String(row["customer_id"]), row: Number(row["source_row"]), changes };
}
