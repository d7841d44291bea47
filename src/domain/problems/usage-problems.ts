/** What can be wrong with a question: a report or a calculation that is not there, or a parameter that does not fit. */
import { wayBackOf } from "../decision-source.js";
import { text } from "./text.js";

export const usageProblems = {
  "calc-unknown": text<{ name: string; nearest: string | undefined; names: string[] }>({
    severity: "error",
    message: (p) => `There is no calculation named ${p.name}.`,
    remedy: (p) => (p.nearest ? `Did you mean ${p.nearest}? All: ${p.names.join(", ")}.` : `There are: ${p.names.join(", ")}.`),
  }),
  "calc-input-unknown": text<{ calculation: string; input: string; nearest: string | undefined; known: string[] }>({
    severity: "error",
    message: (p) => `${p.calculation} takes no input named ${p.input}; nothing was worked out.`,
    remedy: (p) => `${p.nearest ? `Did you mean ${p.nearest}? ` : ""}It takes ${p.known.join(", ")}.`,
  }),
  "calc-input-missing": text<{ calculation: string; missing: string[]; example: string }>({
    severity: "error",
    message: (p) => `${p.calculation} has too few inputs for any figure: ${p.missing.length > 0 ? `${p.missing.join(", ")} not given` : "none was given"}.`,
    remedy: (p) => `For example: ${p.example}`,
  }),
  "calc-number-unreadable": text<{ calculation: string; input: string; value: string; instead: string | undefined }>({
    severity: "error",
    message: (p) => `${p.input} of ${p.calculation} is ${p.value === "" ? "empty" : `"${p.value}"`}, which is not a plain number; nothing was worked out.`,
    remedy: (p) =>
      `${p.instead ? `Write ${p.instead}. ` : ""}A number is an optional sign, digits, and optionally a point and digits: 1000, -0.5. No thousands separators, exponents, fractions, % or currency signs.`,
  }),
  "calc-number-too-long": text<{ calculation: string; input: string; value: string; mostDigits: number }>({
    severity: "error",
    message: (p) => `${p.input} of ${p.calculation} has more than ${p.mostDigits} digits: ${p.value}. Nothing was worked out.`,
    remedy: (p) => `Write it with at most ${p.mostDigits} digits.`,
  }),
  "calc-input-range": text<{ calculation: string; input: string; value: string; rule: string; remedy: string }>({
    severity: "error",
    message: (p) => `${p.input} of ${p.calculation} is ${p.value}, but it is ${p.rule}; nothing was worked out.`,
    remedy: (p) => p.remedy,
  }),
  "calc-list-unreadable": text<{ calculation: string; input: string; reason: string; looks: string; example: string }>({
    severity: "error",
    message: (p) => `${p.input} of ${p.calculation} should be ${p.looks}, but ${p.reason}; nothing was worked out.`,
    remedy: (p) => `Write it as JSON, in quotes for the shell: '${p.input}=${p.example}'.`,
  }),
  "calc-too-large": text<{ what: string }>({
    severity: "error",
    message: (p) => `${p.what} is too large to work out exactly; nothing was answered.`,
    remedy: () => "Check the inputs for a slip, and give years or months with at most four decimals.",
  }),
  "sample-option": text<{ option: string; value: string; expected: string }>({
    severity: "error",
    message: (p) => `The sample company's ${p.option} cannot be ${p.value === "" ? "empty" : p.value}. No company was made.`,
    remedy: (p) => `Give ${p.expected}.`,
  }),
  "report-unknown": text<{ report: string; known: string[]; nearest?: string | undefined }>({
    severity: "error",
    message: (p) => `There is no report ${p.report}.`,
    remedy: (p) => (p.nearest ? `Did you mean ${p.nearest}?` : `Reports: ${p.known.join(", ")}.`),
  }),
  "param-unknown": text<{ report: string; param: string; known: string[]; nearest?: string | undefined }>({
    severity: "error",
    message: (p) => `The report ${p.report} has no parameter ${p.param}.`,
    remedy: (p) => (p.nearest ? `Did you mean ${p.nearest}?` : `It takes ${p.known.join(", ")}.`),
  }),
  "explain-report": text<{ report: string; known: string[] }>({
    severity: "error",
    message: (p) => `No figure of ${p.report} can be explained.`,
    remedy: (p) => `These can: ${p.known.join(", ")}.`,
  }),
  "explain-cell": text<{ report: string; cell: string; known: string[]; nearest?: string | undefined }>({
    severity: "error",
    message: (p) => `${p.cell} is no figure of ${p.report} that can be explained.`,
    remedy: (p) => `${p.nearest ? `Did you mean ${p.nearest}? ` : ""}These can: ${p.known.join(", ")}.`,
  }),
  "param-missing": text<{ report: string; param: string; example: string }>({
    severity: "error",
    message: (p) => `The report ${p.report} needs ${p.param}.`,
    remedy: (p) => `For example: ${p.example}`,
  }),
  "param-value": text<{ param: string; value: string; expected: string; nearest?: string }>({
    severity: "error",
    message: (p) => `${p.value} is no value for ${p.param}.`,
    remedy: (p) => `Expected ${p.expected}.${p.nearest ? ` Did you mean ${p.nearest}?` : ""}`,
  }),
  "currencies-differ": text<{ one: string; other: string; against: string }>({
    severity: "error",
    message: (p) => `Figures in ${p.one} can't be set against those of ${p.against}, which are in ${p.other}: a difference between two currencies is no amount.`,
    remedy: (p) => `Give both in one: write reporting_currency: ${p.one} and the rates into ${p.one} in ${p.against}.`,
  }),
  "difference-beyond": text<{ a: string; b: string; condition: string }>({
    severity: "error",
    message: (p) => `The difference between ${p.a} and ${p.b} is beyond what was allowed: ${p.condition}.`,
    remedy: () => "The columns between the two say what it comes from; where it is meant, allow more.",
  }),
  "report-currency": text<{ currency: string; home: string; mode: "constant" | "dated"; reason: string }>({
    severity: "error",
    message: (p) => `No figure can be given in ${p.currency}: ${p.reason}.`,
    remedy: (p) => `Give one ${p.currency} in ${p.home} under fx, such as ${p.mode === "dated" ? `rates: [[2025-01-31, ${p.currency}, "1.08"]]` : `rates: { ${p.currency}: "1.10" }`}, with at most nine decimals.`,
  }),
  "param-later": text<{ param: string; report: string; works: string }>({
    severity: "error",
    message: (p) => `${p.param} is not taken by ${p.report}.`,
    remedy: (p) => `What works: ${p.works}.`,
  }),
  "column-unknown": text<{ column: string; known: string[]; nearest?: string | undefined; param?: string | undefined }>({
    severity: "error",
    message: (p) => `No line has a column ${p.column} to group or filter by.`,
    remedy: (p) => (p.param === undefined ? "" : `--${p.param} says which column it is. `) + (p.nearest ? `Did you mean ${p.nearest}?` : `Columns: ${p.known.join(", ")}.`),
  }),
  "where-too-fine": text<{ report: string; column: string; known: readonly string[]; nearest: string | undefined }>({
    severity: "error",
    message: (p) => `${p.report} can't be kept by ${p.column}: price and volume are told of a customer's product as a whole, so its parts by ${p.column} would not add up to the figures without a filter.`,
    remedy: (p) => `${p.nearest === undefined ? "" : `Did you mean ${p.nearest}? `}It is kept by ${p.known.join(", ")}; \`annua waterfall --where '${p.column}=…'\` has the expansion and contraction by any column.`,
  }),
  "by-named-as-figure": text<{ column: string; report: string }>({
    severity: "error",
    message: (p) => `${p.column} is a column of ${p.report} itself, so its rows can't be grouped by a column of that name: both would stand under one name.`,
    remedy: (p) => (p.column === "cohort" ? "Group by tenure, or ask for the figures of each cohort in turn: --where cohort=2025-01." : `Give the column another name when its list is imported, or keep its values one by one: --where '${p.column}=…'.`),
  }),
  "value-unknown": text<{ column: string; value: string; keeps: boolean; nearest: string | undefined }>({
    severity: "warning",
    message: (p) => `Nothing has ${p.column} ${p.value}, so ${p.keeps ? "nothing is kept for it" : "nothing is left out by it"}.`,
    remedy: (p) => (p.nearest === undefined ? `\`annua snapshot --by ${p.column}\` lists what there is.` : `Did you mean ${p.nearest}?`),
  }),
  "groups-told-anew": text<{ columns: string[] }>({
    severity: "warning",
    message: (p) => `${p.columns.join(" and ")} ${p.columns.length > 1 ? "are" : "is"} told anew at each opening (at the closing where there was no ARR), so a group's closing need not be its next opening. Each row still foots.`,
    remedy: () => "Where balances have to chain, ask for one period in total (-T), or by a column of the lines.",
  }),
  "rows-left-out": text<{ rows: number; next: string }>({
    severity: "warning",
    message: (p) => `These are the first ${p.rows} rows, and there are more.`,
    remedy: (p) => `Ask for the next page with --cursor ${p.next}, for more at once with --limit, or for a coarser grain.`,
  }),
  "cursor-stale": text<{ why: "book" | "question" }>({
    severity: "error",
    message: (p) => (p.why === "book" ? "What the book holds, or how it is defined, changed between two pages: rows would be missing, or come twice. Nothing was answered." : "This cursor was given for another question: another report, or other parameters. Nothing was answered."),
    remedy: () => "Ask for the first page again, without the cursor, and go on from there with the same words.",
  }),
  "from-after-to": text<{ from: string; to: string; from_name?: string; to_name?: string }>({
    severity: "error",
    message: (p) => `The period ends (${p.to}) before it begins (${p.from}).`,
    remedy: (p) => `Swap ${p.from_name ?? "from"} and ${p.to_name ?? "to"}; both are inclusive.`,
  }),
  "window-half": text<{ said: "open" | "close"; lacks: "open" | "close" }>({
    severity: "error",
    message: (p) => `--${p.said} is said without --${p.lacks}, so there is one end of a window and not the other.`,
    remedy: (p) => `Say both days, such as --open 2024-12-31 --close 2025-12-31, or leave --${p.said} out: then it looks back --window months from the close of each period.`,
  }),
  "window-backwards": text<{ open: string; close: string }>({
    severity: "error",
    message: (p) => (p.open === p.close ? `The window opens and closes at the close of one day (${p.open}), so nothing lies in it.` : `The window closes (${p.close}) before it opens (${p.open}).`),
    remedy: () => "--open is the earlier day and --close the later one; both are meant at their close.",
  }),
  "benchmark-bands-unknown": text<{ home: string; bands: string }>({
    severity: "warning",
    message: (p) => `Bands of size are in ${p.bands}, and no rate leads there from ${p.home}: benchmarks for a size of company, and those that are amounts, are left out.`,
    remedy: (p) => `Give the policy a rate of ${p.bands} under fx.`,
  }),
  "too-many-periods": text<{ periods: number; most: number }>({
    severity: "error",
    message: (p) => `That would be ${p.periods} periods, more than ${p.most}.`,
    remedy: () => "Ask for a coarser grain or a shorter span.",
  }),
  "no-whole-period": text<{ grain: string; from: string; to: string }>({
    severity: "error",
    message: (p) => `No whole ${p.grain} lies between ${p.from} and ${p.to}, and a cohort is of a whole one.`,
    remedy: () => "Say whole periods, such as --from 2025-01 --to 2025-06, or a finer --grain.",
  }),
  "customer-not-found": text<{ customer: string; nearest?: string | undefined }>({
    severity: "error",
    message: (p) => `No line belongs to a customer ${p.customer}.`,
    remedy: (p) => (p.nearest ? `Did you mean ${p.nearest}?` : "`annua customers` lists them; ids are compared as written."),
  }),
  "question-not-found": text<{ id: string; known: string[] }>({
    severity: "error",
    message: (p) => `There is no open question ${p.id}.`,
    remedy: (p) => (p.known.length === 0 ? "No question is open; `annua questions --status all` lists those that were decided." : `\`annua questions\` lists them, such as ${p.known.join(", ")}.`),
  }),
  "question-decided": text<{ id: string; choice: string }>({
    severity: "error",
    message: (p) => `${p.id} was answered already: ${p.choice}. Nothing was changed.`,
    remedy: (p) => `Take that answer back first: \`annua answer ${p.id} --withdraw\`.`,
  }),
  "choice-unknown": text<{ id: string; choice: string; choices: string[]; nearest: string | undefined }>({
    severity: "error",
    message: (p) => `${p.id} can't be answered with ${p.choice === "" ? "nothing" : p.choice}.`,
    remedy: (p) => `${p.nearest ? `Did you mean ${p.nearest}? ` : ""}Choices: ${p.choices.join(", ")}.`,
  }),
  "decision-not-found": text<{ id: string; standing: string[] }>({
    severity: "error",
    message: (p) => `No decision ${p.id} stands; nothing was withdrawn.`,
    remedy: (p) => (p.standing.length === 0 ? "Nothing was decided yet." : `Those that stand: ${p.standing.join(", ")}.`),
  }),
  "import-is-decision": text<{ import_id: number; source: string }>({
    severity: "error",
    message: (p) => `Entry ${p.import_id} is a decision (${p.source}), no import; nothing was undone.`,
    remedy: (p) => {
      const back = wayBackOf(p.source);
      return `${back === undefined ? "A decision that was taken back is answered anew." : `Take the decision back: \`${back}\`.`} \`annua questions --status decided\` lists those that stand.`;
    },
  }),
  "customer-unnamed": text<{ example: string; list: string }>({
    severity: "error",
    message: () => "A history is that of one customer, and none was named.",
    remedy: (p) => `Put its id first, such as \`${p.example}\`; \`${p.list}\` lists the ids.`,
  }),
  "command-unknown": text<{ command: string; nearest: string | undefined; known: string[] }>({
    severity: "error",
    message: (p) => `${p.command} is neither a command nor a file that is there.`,
    remedy: (p) => (p.nearest ? `Did you mean \`annua ${p.nearest}\`?` : `Commands: ${p.known.join(", ")}.`),
  }),
  "command-first": text<{ command: string }>({
    severity: "error",
    message: (p) => `${p.command} is a command, but it does not stand first.`,
    remedy: (p) => `Put it in front of its options: \`annua ${p.command} …\`. A file of that name is read as ./${p.command}.`,
  }),
  "option-unknown": text<{ option: string; command: string; nearest: string | undefined }>({
    severity: "error",
    message: (p) => `${p.command} has no option ${p.option}.`,
    remedy: (p) => `${p.nearest ? `Did you mean ${p.nearest}? ` : ""}\`${p.command} --help\` lists them.`,
  }),
  "option-value": text<{ option: string; value: string; expected: string; nearest?: string | undefined }>({
    severity: "error",
    message: (p) => `${p.option} can't be ${p.value === "" ? "empty" : p.value}.`,
    remedy: (p) => `Give ${p.expected}.${p.nearest ? ` Did you mean ${p.nearest}?` : ""}`,
  }),
  "option-later": text<{ option: string; works: string }>({
    severity: "error",
    message: (p) => `${p.option} is not available yet.`,
    remedy: (p) => `What works: ${p.works}.`,
  }),
  "options-clash": text<{ one: string; other: string; remedy: string }>({
    severity: "error",
    message: (p) => `${p.one} and ${p.other} can't go together.`,
    remedy: (p) => p.remedy,
  }),
  "command-line": text<{ said: string; command: string; example?: string | undefined }>({
    severity: "error",
    message: (p) => p.said,
    remedy: (p) => `${p.example === undefined ? "" : `For example: \`${p.example}\`. `}\`${p.command} --help\` shows how it is written.`,
  }),
  "file-in-the-way": text<{ file: string; remedy: string }>({
    severity: "error",
    message: (p) => `There is a file ${p.file} already, and it is not overwritten.`,
    remedy: (p) => p.remedy,
  }),
  "file-unwritable": text<{ file: string; reason: string }>({
    severity: "error",
    message: (p) => `${p.file} can't be written: ${p.reason}.`,
    remedy: () => "Check the path, its permissions and the room left on the disk.",
  }),
  "book-not-sample": text<{ book: string }>({
    severity: "error",
    message: (p) => `${p.book} holds other lines than this sample company's; they were not mixed.`,
    remedy: () => "Name a new book: `annua demo --book sample.annua`.",
  }),
  "term-unknown": text<{ term: string; nearest: string | undefined }>({
    severity: "error",
    message: (p) => `There is no definition of ${p.term}.`,
    remedy: (p) => (p.nearest ? `Did you mean ${p.nearest}?` : "`annua define` lists every term."),
  }),
};
