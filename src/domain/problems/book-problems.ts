/** What can be wrong with a book: the file that holds everything imported, set and derived. */
import { text } from "./text.js";

/** Lines that need most digits; null where nobody could look. */
function widest(lines: string[] | null): string {
  if (lines === null) return "";
  return lines.length === 0 ? "All amounts are of usual size " : `The lines with most digits: ${lines.join(", ")} `;
}

export const bookProblems = {
  "book-missing": text<{ book: string; isServed?: true }>({
    severity: "error",
    message: (p) => `There is no book ${p.book}.`,
    remedy: (p) => `Make it with \`annua import contracts.csv --book ${p.book}\`, ${p.isServed === true ? "begin an empty one with --new, " : ""}or name another with --book or ANNUA_BOOK.`,
  }),
  "book-empty": text<Record<string, never>>({
    severity: "warning",
    message: () => "The book holds no lines yet, so every figure is zero.",
    remedy: () => "Import a contract list: `annua import contracts.csv`.",
  }),
  "book-locked": text<{ book: string; holder: string }>({
    severity: "error",
    message: (p) => `${p.book} is in use by ${p.holder}. One program at a time may hold a book; nothing was changed.`,
    remedy: () => "Wait until it is done, or stop it.",
  }),
  "book-not-a-book": text<{ book: string; reason: string }>({
    severity: "error",
    message: (p) => `${p.book} is no Annua book (${p.reason}). It was left as it is.`,
    remedy: (p) => `Name a book, or another file to create. To read a contract list say \`annua ${p.book}\`.`,
  }),
  "book-newer": text<{ book: string; format: number; known: number; version: string }>({
    severity: "error",
    message: (p) => `${p.book} was written by Annua ${p.version} (book format ${p.format}); this version knows formats up to ${p.known}. It was left as it is.`,
    remedy: () => "Install the newer version: `npm install -g annua@latest`.",
  }),
  "book-unreadable": text<{ book: string; reason: string }>({
    severity: "error",
    message: (p) => `${p.book} can't be opened: ${p.reason}.`,
    remedy: () => "Check the path, its permissions and the room left on the disk.",
  }),
  "book-write-failed": text<{ reason: string }>({
    severity: "error",
    message: (p) => `The book could not be written (${p.reason}). It is as it was before.`,
    remedy: () => "Make room on the disk, or move the book to one that has some, and try again.",
  }),
  "memory-short": text<{ reason: string }>({
    severity: "error",
    message: (p) => `There was not enough memory (${p.reason}). The book is as it was before.`,
    remedy: () => "Close other programs, import in smaller files, or use a machine with more memory.",
  }),
  "amounts-overflow": text<{ reason: string; outcome: string; lines: string[] | null }>({
    severity: "error",
    message: (p) =>
      `Under this policy the amounts are too large, or have too many decimals, to be priced and added exactly, so ${p.outcome}. ${widest(p.lines)}(${p.reason}).`,
    remedy: (p) =>
      `${p.lines?.length === 0 ? "" : "Look for a misplaced decimal point in the amounts, or write them with fewer decimals. "}Look at the rates, days_per_year and weeks_per_year: fewer digits there leave more room.`,
  }),
  "table-without-rows": text<{ file: string }>({
    severity: "error",
    message: (p) => `${p.file} has a header but no rows that could be lines.`,
    remedy: () => "Look whether its rows are in another sheet (--sheet) or below another header (--header-row).",
  }),
  "rows-empty": text<Record<string, never>>({
    severity: "error",
    message: () => "There are no rows to import.",
    remedy: () => "Give at least one line.",
  }),
  "rows-rejected": text<{ rejected: number; read: number }>({
    severity: "error",
    message: (p) => `${p.rejected} of ${p.read} rows can't be used, so nothing was kept.`,
    remedy: () => "Correct them and import again, or go on without them with --allow-rejects.",
  }),
  "too-many-rejects": text<{ rejected: number; most: number }>({
    severity: "error",
    message: (p) => `${p.rejected} rows can't be used, more than the ${p.most} that were allowed, so nothing was kept.`,
    remedy: () => "Correct them, or raise --max-rejects.",
  }),
  "line-not-found": text<{ line_id: string; nearest?: string | undefined }>({
    severity: "error",
    message: (p) => `There is no line ${p.line_id} in the present view. Nothing was retracted.`,
    remedy: (p) => (p.nearest ? `Did you mean ${p.nearest}?` : "`annua lines` lists the lines that count."),
  }),
  "line-is-decision": text<{ line_id: string; decision: string }>({
    severity: "error",
    message: (p) => `Line ${p.line_id} is an adjustment that was decided. Nothing was retracted.`,
    remedy: (p) => `Take it back: \`annua adjust --withdraw ${p.decision}\`.`,
  }),
  "line-gone": text<{ line_id: string; import_id: number; done_on: string; deed: string; note: string }>({
    severity: "error",
    message: (p) => `Line ${p.line_id} ${p.deed} ${p.import_id} on ${p.done_on}${p.note === "" ? "" : ` (${p.note})`}, and counts no more. Nothing was retracted.`,
    remedy: (p) => `Leave it out. \`annua imports show ${p.import_id}\` shows what that did, and \`annua imports undo ${p.import_id}\` takes it back.`,
  }),
  "line-returned": text<{ line_id: string }>({
    severity: "warning",
    message: (p) => `Line ${p.line_id} was retracted by hand; this file brings it back, and it counts again.`,
    remedy: (p) => `If it is still wrong, retract it again: \`annua retract ${p.line_id} --note …\`, and remove it from the export.`,
  }),
  "lines-stand": text<{ lines: number; isLeftOut: boolean; first: string; named: string; arr: string; currency: string }>({
    severity: "warning",
    message: (p) => {
      const [lines, they, name] = p.lines === 1 ? ["a line", "it still counts", "names"] : [`${p.lines} lines`, "they still count", "name"];
      const rows = p.lines === 1 ? (p.isLeftOut ? "A row that is left out" : "A refused row") : p.isLeftOut ? "Rows that are left out" : "Refused rows";
      return `${rows} ${name} ${lines} that the book knows from an earlier file, and ${they}, as a row that is not used changes nothing: ${p.named}. ARR ${p.currency} ${p.arr} today.`;
    },
    remedy: (p) =>
      p.isLeftOut
        ? `If ${p.lines === 1 ? "it ended" : "they ended"} on a day that a column tells, read such rows with that end (end_date with where, docs/profiles.md); else \`annua retract ${p.first}\` takes a line out, with its past.`
        : `Correct the row${p.lines === 1 ? "" : "s"} and import the file again; until then the line${p.lines === 1 ? " is" : "s are"} as the earlier file said.`,
  }),
  "lines-repriced": text<{ lines: number; first: string; named: string }>({
    severity: "warning",
    message: (p) =>
      `${p.lines === 1 ? "A line that the book knew has" : `${p.lines} lines that the book knew have`} another price, quantity or discount than before: ${p.named}. A line has one price from its start on, so ARR of past months changes with it, and no expansion or contraction shows.`,
    remedy: () => "Where it is a correction, that is right. Where the price changed on a day, the new one is a line of its own: another line_id, that day as its start_date, and the old line's in replaces. What was known before stands under --known-on.",
  }),
  "line-behind": text<{ line_id: string; recorded_at: string }>({
    severity: "warning",
    message: (p) => `Line ${p.line_id} was recorded before the version in force (${p.recorded_at}, UTC), so it stands behind that and changes no figure of today.`,
    remedy: () => "If it is the newer one, leave its recorded_on empty, or give it a later one.",
  }),
  /** import_id: under which it was kept; null where it was not. */
  "file-again": text<{ earlier: number; earlier_on: string; import_id: number | null; lines: number; imports: string }>({
    severity: "warning",
    message: (p) => {
      const goes = p.import_id === null ? "would go" : p.lines === 1 ? "goes" : "go";
      return `This file was imported before, as import ${p.earlier} on ${p.earlier_on}; what came since (import ${p.imports}) changed ${p.lines} of its lines, which ${goes} back to what this file says, as rows without recorded_on are recorded now.`;
    },
    remedy: (p) =>
      p.import_id === null
        ? "If this is an older file given by mistake, leave it: nothing was kept of it."
        : `If the older file was given by mistake, take it back: \`annua imports undo ${p.import_id}\`. If it is right, nothing is left to do.`,
  }),
  "import-not-found": text<{ import_id: string }>({
    severity: "error",
    message: (p) => `There is no import ${p.import_id}.`,
    remedy: () => "`annua imports list` shows them.",
  }),
  "import-undone": text<{ import_id: number; undone_by: number }>({
    severity: "error",
    message: (p) => `Import ${p.import_id} was undone already, by ${p.undone_by}; nothing was changed.`,
    remedy: (p) => `To bring back what it did, take that back: \`annua imports undo ${p.undone_by}\`.`,
  }),
  "sold-without-rate": text<{ currency: string; lines: string; examples: string; first: string | null }>({
    severity: "error",
    message: (p) => `There is no exchange rate for ${p.currency}${p.first === null ? "" : ` before ${p.first}`}: what ${p.lines} line${p.lines === "1" ? " is" : "s are"} sold for that ARR does not count there (${p.examples}${Number(p.lines) > 3 ? ", …" : ""}) is in no figure${p.first === null ? "" : " of those days"}.`,
    remedy: (p) => `Say a rate for ${p.currency}${p.first === null ? "" : ` from the first of those days on`}: ${withoutRate(p.currency, false)}`,
  }),
  "currency-without-rate": text<{ currency: string; lines: string; worth: string; carried: string; on: string; examples: string; is_all: string }>({
    severity: "error",
    message: (p) => `There is no exchange rate for ${p.currency}: ${p.lines} line${p.lines === "1" ? "" : "s"} worth ${p.worth} ${p.currency} a year ${p.lines === "1" ? "is" : "are"} in no figure (${p.examples}${Number(p.lines) > 3 ? ", …" : ""}); ${p.carried} ${p.currency} of it is ARR on ${p.on}.`,
    remedy: (p) =>
      /^[A-Z]{3}$/.test(p.currency)
        ? withoutRate(p.currency, p.is_all === "true")
        : `'${p.currency}' is no currency code: write that of ISO 4217, such as EUR, in the lines.`,
  }),
};

/** Where every line is in one currency, it most likely is the company's own. */
function withoutRate(currency: string, isAll: boolean): string {
  const own = `\`annua policy set --set reporting_currency=${currency}\``;
  const rate = `\`annua policy set --set 'fx={ mode: constant, rates: { ${currency}: "1.10" } }'\``;
  const beside = "Without a book: the same --set beside the file.";
  if (isAll) return `Every line that counts is in ${currency}; if you report in it: ${own}. If not, say your rate in place of 1.10: ${rate}; it is never taken to be 1. ${beside}`;
  return `Say it, your rate in place of 1.10 and beside those that the policy has: ${rate}; it is never taken to be 1. If ${currency} is your own currency: ${own}. ${beside}`;
}
