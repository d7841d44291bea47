/** What a reader of a table needs to know of a column beside its name. */
import type { ReportResult } from "../catalogue/index.js";
import type { Policy } from "../domain/policy.js";
import { grouped } from "../export/number-text.js";

/** Lines for the foot of a table; none where every column says what it is. */
export function notesOf({ report, params, currency, columns }: Pick<ReportResult, "report" | "params" | "currency" | "columns">, policy: Policy): string[] {
  const notes: string[] = [];
  if (report === "movements") notes.push(dateNote(params["method"]));
  if (columns.some((column) => column.title === "Tier")) notes.push(tierNote(policy, currency));
  return notes;
}

const dateNote = (method: unknown): string =>
  method === "events"
    ? "Date is the day of the change."
    : `Date is the last day of the period, as the movement is between its two ends${method === "months" ? ", month by month" : ""}; --method events gives the day of each change.`;

/** "Tier is the band of the customer's ARR: smb from 0, mid_market from 50,000" */
function tierNote({ tiers }: Policy, currency: string): string {
  const bands = tiers.map(([from, name]) => `${name} from ${/^\d+$/.test(from) ? grouped(from) : from}`);
  return `Tier is the size band of the customer's ARR in ${currency}: ${bands.join(", ")} (knob tiers).`;
}
