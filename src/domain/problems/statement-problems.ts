/** What can be wrong with things that people say beside the lines: events, saves, notes, renewals, inputs. */
import { text } from "./text.js";

export const statementProblems = {
  "statement-missing": text<{ noun: string; field: string; example: string }>({
    severity: "error",
    message: (p) => `There is no ${p.field}, which ${p.noun} needs; nothing was kept of it.`,
    remedy: (p) => `For example: ${p.example}`,
  }),
  "statement-value": text<{ noun: string; field: string; value: string; expected: string; nearest?: string | undefined }>({
    severity: "error",
    message: (p) => `"${p.value}" can't be the ${p.field} of ${p.noun}; nothing was kept of it.`,
    remedy: (p) => `Expected ${p.expected}.${p.nearest === undefined ? "" : ` Did you mean ${p.nearest}?`}`,
  }),
  "statement-customer": text<{ customer: string; nearest: string | undefined }>({
    severity: "error",
    message: (p) => `No line belongs to a customer ${p.customer}, so nothing was kept of what is said of it.`,
    remedy: (p) => (p.nearest === undefined ? "`annua customers` lists them; ids are compared as written." : `Did you mean ${p.nearest}?`),
  }),
  "statement-product": text<{ product: string; nearest: string | undefined }>({
    severity: "error",
    message: (p) => `No line is of a product ${p.product}, so nothing was kept of what is said of its renewal.`,
    remedy: (p) => (p.nearest === undefined ? "`annua products` lists them; names are compared as written." : `Did you mean ${p.nearest}?`),
  }),
  "statement-not-found": text<{ title: string; id: string; known: string[]; command: string }>({
    severity: "error",
    message: (p) => `There is no ${p.id} among ${p.title}; nothing was removed.`,
    remedy: (p) => (p.known.length === 0 ? `There are none; \`${p.command}\` would list them.` : `\`${p.command}\` lists them, such as ${p.known.join(", ")}.`),
  }),
  "statement-before-lines": text<Record<string, never>>({
    severity: "error",
    message: () => "The book holds no lines yet, so nothing is there to say more of.",
    remedy: () => "Import a contract list first: `annua import contracts.csv`.",
  }),
  "inputs-columns": text<{ columns: string[] }>({
    severity: "error",
    message: (p) => `Nothing tells what these columns hold: ${p.columns.join(", ")}. Nothing was kept.`,
    remedy: () =>
      "Inputs have the columns period, measure, value and maybe a group such as segment, or a column for each period or measure; saves have date, customer_id, kind, amount, owner, note. --map period='Their Name' names a column; `annua inputs measures` lists the measures.",
  }),
  "inputs-column-unknown": text<{ column: string; of: string; known: string[]; nearest: string | undefined }>({
    severity: "error",
    message: (p) => `${p.column} is no column of ${p.of === "inputs" ? "inputs, no measure and no group of the book" : `a table of ${p.of}s`}, so what its rows are about is not known. Nothing was kept.`,
    remedy: (p) => `${p.nearest === undefined ? "" : `Did you mean ${p.nearest}? `}Leave the column out, or say what it is with --map field='${p.column}'. Known: ${p.known.slice(0, 20).join(", ")}.`,
  }),
  "input-measure-unknown": text<{ measure: string; nearest: string | undefined }>({
    severity: "error",
    message: (p) => `There is no measure "${p.measure}", so its value would be in no figure.`,
    remedy: (p) => `${p.nearest === undefined ? "" : `Did you mean ${p.nearest}? `}\`annua inputs measures\` lists them all.`,
  }),
  "input-value": text<{ measure: string; value: string; expected: string }>({
    severity: "error",
    message: (p) => `"${p.value}" is no value of ${p.measure}.`,
    remedy: (p) => `Expected ${p.expected}.`,
  }),
  "input-share-doubtful": text<{ measure: string; value: string; percent: string }>({
    severity: "error",
    message: (p) => `${p.measure} is told in percent, and "${p.value}" may be a share of one (${p.percent}%) or ${p.value} percent.`,
    remedy: (p) => `Write ${p.percent}% or ${p.value}%.`,
  }),
  "input-group": text<{ value: string; known: string[] }>({
    severity: "error",
    message: (p) => `"${p.value}" names no group of the book.`,
    remedy: (p) => `Write COLUMN=value, such as segment=ENT, with one of these columns: ${p.known.slice(0, 20).join(", ")}.`,
  }),
  "statement-twice": text<{ what: string; row: number; first: number }>({
    severity: "error",
    message: (p) => `Rows ${p.first} and ${p.row} say two things of the same (${p.what}), so neither can be used.`,
    remedy: () => "Keep one of them, or add them up.",
  }),
  "target-without": text<{ report: string; known: string[] }>({
    severity: "error",
    message: (p) => `No figure of ${p.report} can have a target.`,
    remedy: (p) => `These reports can stand beside targets: ${p.known.join(", ")}.`,
  }),
  "targets-missing": text<{ report: string; days: string; by: string[]; measures: string[] }>({
    severity: "error",
    message: (p) => `Nobody told a target of ${p.days}${p.by.length === 0 ? "" : ` by ${p.by.join(", ")}`}, so nothing can stand beside ${p.report}.`,
    remedy: (p) => `Tell it: \`annua inputs import FILE\`, a table with the columns period, measure and value${p.by.length === 0 ? "" : ` and ${p.by.join(", ")}`}; the measures are ${p.measures.join(", ")}.`,
  }),
  "input-missing": text<{ measures: string[]; figures: string[]; periods: string[]; groups: string[] }>({
    severity: "warning",
    message: (p) => `Nobody told ${listed(p.measures)} of ${listed(p.periods)}${p.groups.length === 0 ? "" : ` (${listed(p.groups)})`}, so ${listed(p.figures)} ${p.figures.length === 1 ? "is" : "are"} empty where ${p.figures.length === 1 ? "it needs" : "they need"} it.`,
    remedy: () => "Tell it: `annua inputs import FILE`, a table with the columns period, measure and value; `annua inputs measures` lists the measures.",
  }),
};

const mostListed = 6;

/** "a, b and 3 more" */
const listed = (names: readonly string[]): string => (names.length <= mostListed ? names.join(", ") : `${names.slice(0, mostListed).join(", ")} and ${names.length - mostListed} more`);
