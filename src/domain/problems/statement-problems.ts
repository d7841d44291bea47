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
  "statement-ahead": text<{ topic: string; date: string; today: string }>({
    severity: "warning",
    message: (p) => `${p.date} is ${p.topic === "event" ? "more than a year after" : "after"} today, ${p.today}; the ${p.topic} is kept, and in no figure and no period before that day.`,
    remedy: (p) => `If the day is a slip of the pen, say it anew with the right one and take this back: \`annua ${p.topic} remove N\`, by its number in \`annua ${p.topic} list\`.`,
  }),
  "renewal-word-undue": text<{ customer: string; product: string; due: string; next: string }>({
    severity: "warning",
    message: (p) => `No line of customer ${p.customer}${p.product === "" ? "" : `, product ${p.product},`} ends in ${p.due}, so nothing is due there; what is said of it is kept, and in no renewal and no forecast until a line ends then.`,
    remedy: (p) => (p.next === "" ? `Nothing of it ends later on; \`annua customer ${p.customer}\` shows what it had.` : `The next one ends on ${p.next}: say --due ${p.next} if that is meant, and take this back with \`annua renewal remove N\`.`),
  }),
  "renewal-word-late": text<{ customer: string; product: string; due: string }>({
    severity: "warning",
    message: (p) => `What customer ${p.customer}${p.product === "" ? "" : `, product ${p.product},`} had due in ${p.due} is over, and its lines tell what became of it; what is said now is kept, and changes no renewal and no forecast.`,
    remedy: () => "If it was said in time, say since when it is known: --recorded-on DAY (recorded_on in a file). A renewal or an end is told by lines: `annua import FILE`.",
  }),
  "save-without-arr": text<{ customer: string; date: string; amount: string }>({
    severity: "warning",
    message: (p) => `Customer ${p.customer} has no ARR on ${p.date}, so there was nothing to lose; the save of ${p.amount} is kept, counts in cs_impact as prevented, and is in no waterfall.`,
    remedy: () => "If the day or the customer is a slip of the pen, say it anew and take this back: `annua save remove N`, by its number in `annua save list`.",
  }),
  "input-group-unmet": text<{ column: string; value: string; nearest: string | undefined }>({
    severity: "warning",
    message: (p) => `No line and no file about customers has ${p.column} ${p.value}; what is told of it is kept, and there is no figure that it could stand beside.`,
    remedy: (p) => `${p.nearest === undefined ? "" : `Did you mean ${p.nearest}? `}Values are compared as written. It counts once a line has it; \`annua imports undo N\` takes the table back.`,
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
