/** What a reader of a table needs to know of a column beside its name. */
import type { ReportResult, ReportRow } from "../catalogue/index.js";
import type { Policy } from "../domain/policy.js";
import type { Format } from "./options.js";
import { grouped } from "../export/number-text.js";

/** Lines for the foot of a table; none where every column says what it is. */
export function notesOf({ report, params, columns, rows }: Pick<ReportResult, "report" | "params" | "columns" | "rows">, policy: Policy, format: Format): string[] {
  const notes: string[] = [];
  if (report === "definitions") notes.push(...standingNotes(rows, format));
  if (report === "movements") notes.push(dateNote(params["method"]));
  const vs = vsNotes[String(params["vs"])];
  if (vs !== undefined) notes.push(vs);
  if (columns.some((column) => column.title === "Tier") && !columns.some(({ name }) => name === "from_arr")) notes.push(tierNote(policy));
  return notes;
}

/** A single knob that changes no figure. */
export const movesNothing = (row: ReportRow): boolean =>
  !/^(yours|preset )/.test(String(row["definition"])) && Object.entries(row).every(([name, value]) => !name.startsWith("diff_") || !/[1-9]/.test(String(value ?? "")));

function standingNotes(rows: readonly ReportRow[], format: Format): string[] {
  const ranks = rows.map((row) => Number(row["rank"]));
  const yours = rows.find((row) => row["definition"] === "yours");
  const still = rows.filter(movesNothing).map((row) => String(row["definition"]));
  return [
    `By ARR yours is number ${yours?.["rank"]} of ${Math.max(...ranks)}; definitions with the same ARR share a number.`,
    ...(format === "table" && still.length > 0 ? [`These move nothing: ${still.join("; ")}.`] : []),
  ];
}

/** What a span means is told; a policy is known by its name. */
const vsNotes: Readonly<Record<string, string>> = {
  previous: "previous: the period before, of a day the close a month earlier; a span without a grain of its own has the same length right before it.",
  close: "close: as the period was reported when it was last closed; no figures where it was not. `annua restatement` tells why the two differ.",
  last_year: "last_year: the same period or day twelve months earlier, of a week the one 52 weeks earlier.",
};

const dateNote = (method: unknown): string =>
  method === "events"
    ? "Date is the day of the change."
    : `Date is the last day of the period, as the movement is between its two ends${method === "months" ? ", month by month" : ""}; --method events gives the day of each change.`;

/** "Tier is the band of the customer's ARR: smb from 0, mid_market from 50,000" */
function tierNote({ tiers, reporting_currency: currency }: Policy): string {
  const bands = tiers.map(([from, name]) => `${name} from ${/^\d+$/.test(from) ? grouped(from) : from}`);
  return `Tier is the size band of the customer's ARR in ${currency}: ${bands.join(", ")} (knob tiers).`;
}
