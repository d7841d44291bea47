/** What stops an import although each of its rows can be used: a list that lacks too much, a figure that jumps, customers told twice. */
import { text } from "./text.js";

/** What most likely lies behind a tenfold or twelvefold jump. */
export type JumpCause = "period" | "month-year" | "point" | "cents" | "thousands" | "ended" | "others" | "larger" | "smaller";

export interface Jump {
  cause: JumpCause;
  /** "12.0", or "" where it is no multiple. */
  times: string;
  is_up: boolean;
  arr_before: string;
  arr_after: string;
  currency: string;
  corrected: number;
  /** How many of the corrected lines show the cause. */
  shown: number;
  per_before: string;
  per_now: string;
}

const ofCorrected = (p: Jump) => (p.shown < p.corrected ? `${p.shown} of the ${p.corrected} corrected lines` : p.corrected === 1 ? "the line that it corrects" : `all ${p.corrected} corrected lines`);
const differ = (p: Jump, times: string) => (p.shown === 0 ? "" : `: ${ofCorrected(p)} ${p.corrected === 1 ? "differs" : "differ"} by exactly ${times} times`);

const likely: Record<JumpCause, (p: Jump) => string> = {
  period: (p) => `The amount_per is probably read wrong: ${ofCorrected(p)} had a price per ${p.per_before} and now ${p.corrected === 1 ? "has" : "have"} one per ${p.per_now}`,
  "month-year": (p) => `Prices per ${p.is_up ? "year are probably read as prices per month" : "month are probably read as prices per year"}${differ(p, "12")}`,
  point: (p) => `A decimal point, or a decimal comma, is probably in the wrong place${differ(p, "10")}`,
  cents: (p) => `Amounts in cents are probably ${p.is_up ? "read as whole units, or decimal commas were lost" : "given in whole units now, or the other way round"}${differ(p, "100")}`,
  thousands: (p) => `Thousands separators are probably read as decimal points or the other way round${differ(p, "1,000")}`,
  ended: () => "The lines of the file have probably no ARR today: look at how its dates are read, and at its kinds",
  others: () => "Lines that the file does not bring carry it: something that took their place is gone, so look at the column replaces, and at whether the list is whole",
  larger: () => "Its lines are much larger than those before: look at the amounts, the separators in them, and amount_per",
  smaller: () => "Look at the amounts, the separators in them, amount_per, and the dates",
};

const endsAs = { inclusive: "the last day of service", exclusive: "the day after it" } as const;
const otherConvention = { inclusive: "exclusive", exclusive: "inclusive" } as const;

export const importProblems = {
  "arr-jump": text<Jump>({
    severity: "error",
    message: (p) =>
      `ARR today would go from ${p.arr_before} to ${p.arr_after} ${p.currency}${p.times === "" ? "" : `, ${p.is_up ? `${p.times} times what it was` : `divided by ${p.times}`}`}, so the import was stopped and nothing was kept. ${likely[p.cause](p)}.`,
    remedy: () => "Mend the file or how its columns are read (amount_per, the separators, the dates). If it is right as it is, go on with --accept-jump (acceptJump in the library).",
  }),
  "end-convention-open": text<{ unsaid: number; known: number; otherwise: number; policy: "exclusive" | "inclusive" }>({
    severity: "error",
    message: (p) =>
      `The file does not settle whether ${p.unsaid === 1 ? "the end of its line" : `the ends of its ${p.unsaid} lines`} mean${p.unsaid === 1 ? "s" : ""} the last day of service or the day after. The policy says ${endsAs[p.policy]}, but ${p.known === 1 ? "the one line with an end that the book has from before ends" : `${p.otherwise === p.known ? "all" : `${p.otherwise} of the`} ${p.known} lines with an end that the book has from before end`} on ${endsAs[otherConvention[p.policy]]}: a renewal beside them would overlap, or leave a day between. So nothing of it was kept.`,
    remedy: (p) => `As the book's other lines: --end-convention ${otherConvention[p.policy]} (endConvention in the library). As the policy says: --end-convention ${p.policy}. A profile keeps it: end_convention.`,
  }),
  "lines-named-anew": text<{ alike: number; brought: number; example: string; known: string }>({
    severity: "error",
    message: (p) =>
      `${p.alike} of the ${p.brought} lines that the file brings are lines that the book has under other names: ${p.example} is otherwise ${p.known}. Both would count in ARR, so the import was stopped and nothing was kept.`,
    remedy: () =>
      "Say which column names the lines, as the last import did: --map line_id=\"…\", or --profile; a number that stands twice in the file can't name them until that is mended. If they are more of the same and both count, go on with --accept-jump (acceptJump in the library).",
  }),
  "full-ends-much": text<{ source: string; lines: number; of_lines: number; arr: string; of_arr: string; currency: string; percent: number; needed: number }>({
    severity: "error",
    message: (p) =>
      `The file lacks ${p.lines} of the ${p.of_lines} lines of ${p.source}, with ${p.arr} of ${p.of_arr} ${p.currency} of ARR today: more than ${p.percent} %. As a whole list it would end them all, so nothing was kept.`,
    remedy: (p) => `Look whether the export is whole. If these lines are really gone, go on with --max-ended ${p.needed} (maxEnded in the library); if the file only adds to the list, leave --full out.`,
  }),
  "full-unconfirmed": text<{ source: string; lines: number; arr: string; currency: string }>({
    severity: "error",
    message: (p) => `The file lacks ${p.lines === 1 ? "1 line" : `${p.lines} lines`} of ${p.source}, with ${p.arr} ${p.currency} of ARR today, which --full would end. It was not confirmed, so nothing was kept.`,
    remedy: () => "Look at them with --dry-run, then go on with --yes.",
  }),
  "full-source-unknown": text<{ source: string; known: string[]; nearest: string }>({
    severity: "error",
    message: (p) => `No line of the book comes from ${p.source}, so --full could not tell what is missing in it; nothing was kept. Lines come from ${p.known.join(", ")}.`,
    remedy: (p) =>
      `A source is named by its file, or by --source. If this is a later ${p.nearest}, say --source ${p.nearest}, this time and from now on; if it is a new source, name it with --source.`,
  }),
  "full-source-new": text<{ source: string; known: string[] }>({
    severity: "warning",
    message: (p) => `${p.source} is a new source: no line of the book comes from it, so none is missing in this file. Lines come from ${p.known.join(", ")}.`,
    remedy: (p) => `If one of these is the same list under a name that it had before, take this import back and say --source ${p.source} --formerly '${p.known[0] ?? ""}'.`,
  }),
  "full-row-unreadable": text<{ rows: number; row: number }>({
    severity: "error",
    message: (p) => `${p.rows === 1 ? `Row ${p.row} names` : `${p.rows} rows, the first of them ${p.row}, name`} no line that can be read, so --full can't tell which lines the file lacks; nothing was kept.`,
    remedy: () => "Mend these rows; rows whose line_id can be read may be refused and allowed.",
  }),
  "customer-fact-twice": text<{ row: number; column: string; value: string }>({
    severity: "error",
    message: (p) => `Row ${p.row} says something else of the same customer from the same day on than an earlier row (${p.column}: ${p.value}), so neither can be used.`,
    remedy: () => "Keep one of them, or give each its own from_date.",
  }),
  "customer-column-missing": text<{ others: string; nearest: string | undefined }>({
    severity: "error",
    message: (p) => `There is no column customer_id, so nothing tells of whom the rows speak. Columns: ${p.others}.`,
    remedy: (p) => `Rename the column that holds it, or say --map customer_id='${p.nearest ?? "Their Name"}'.`,
  }),
  "customer-unknown": text<{ customers: number; examples: string }>({
    severity: "warning",
    message: (p) => `${p.customers === 1 ? "1 customer of the file has" : `${p.customers} customers of the file have`} no line in the book (${p.examples}); what is said of them waits until one comes.`,
    remedy: () => "Check the spelling of the ids; they are compared as written.",
  }),
  "decided-lines": text<{ lines: number; examples: string; more: number }>({
    severity: "warning",
    message: (p) => `The import ends or changes ${p.lines === 1 ? "a line" : `${p.lines} lines`} about which was decided, and the decisions stand: ${p.examples}${p.more === 0 ? "" : `, and ${p.more} more`}.`,
    remedy: () =>
      "Look at `annua questions --status decided`, and withdraw what does not hold any more: `annua answer Q7 --withdraw`. Rows without an id of their own are named by their place among those alike (#2), so keep their order, or give each a line_id.",
  }),
};
