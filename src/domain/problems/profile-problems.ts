/** What can be wrong with a profile, and with a table that it does not fit. */
import { text } from "./text.js";

const meant = (nearest: string | undefined) => (nearest === undefined ? "" : ` Did you mean ${nearest}?`);

export const profileProblems = {
  "profile-file": text<{ reason: string }>({
    severity: "error",
    message: (p) => `The profile can't be read: ${p.reason}. Nothing was read by it.`,
    remedy: () => "It must be YAML of the form `columns:` with one line for each column of a line; docs/profiles.md shows each key.",
  }),
  "profile-key-unknown": text<{ key: string; within: string; known: string[]; nearest?: string | undefined }>({
    severity: "error",
    message: (p) => `${p.within} has no key ${p.key}, so the profile was not used.`,
    remedy: (p) => `Allowed: ${p.known.join(", ")}.${meant(p.nearest)}`,
  }),
  "profile-value": text<{ key: string; value: string; expected: string; nearest?: string | undefined }>({
    severity: "error",
    message: (p) => `${p.value} is no value for ${p.key}, so the profile was not used.`,
    remedy: (p) => `Allowed: ${p.expected}.${meant(p.nearest)}`,
  }),
  "profile-field-missing": text<{ field: string }>({
    severity: "error",
    message: (p) => `The profile does not say where ${p.field} comes from, and no line can be valued without it.`,
    remedy: (p) => `Add under columns: ${p.field}: {from: "its column"}, or {const: …} where every row has the same.`,
  }),
  "profile-unknown": text<{ name: string; shipped: string[]; beside: string[]; nearest?: string | undefined }>({
    severity: "error",
    message: (p) => `There is no profile ${p.name}. Nothing was read.`,
    remedy: (p) =>
      `Shipped: ${p.shipped.join(", ")}. Beside the book: ${p.beside.length === 0 ? "none" : p.beside.join(", ")}. Or give the path of a YAML file.${meant(p.nearest)}`,
  }),
  "profile-column-missing": text<{ column: string; asked: string; nearest?: string | undefined; others: string }>({
    severity: "error",
    message: (p) => `The profile reads ${p.asked} from the column '${p.column}', which the table does not have; nothing was read by a guess.`,
    remedy: (p) => `The table has: ${p.others}.${meant(p.nearest === undefined ? undefined : `'${p.nearest}'`)} Correct the profile, or mark the column optional: true.`,
  }),
  "profile-column-twice": text<{ column: string; asked: string }>({
    severity: "error",
    message: (p) => `The profile reads ${p.asked} from the column '${p.column}', and the table has two of that name. Which one counts can't be guessed.`,
    remedy: () => "Rename or remove one of them.",
  }),
  "profile-value-unlisted": text<{ row: number; field: string; column: string; value: string; listed: string }>({
    severity: "error",
    message: (p) => `Row ${p.row}: '${p.value}' in the column '${p.column}' is not among the profile's values for ${p.field}. Its ARR is not counted.`,
    remedy: (p) => `Listed are: ${p.listed}. Add it under values, or say what all others mean with otherwise.`,
  }),
  "profile-months-unreadable": text<{ row: number; field: string; column: string; value: string }>({
    severity: "error",
    message: (p) => `Row ${p.row}: '${p.value}' in the column '${p.column}' is no whole number of months, so ${p.field} can't be told. Its ARR is not counted.`,
    remedy: () => "Write the number of months, as 12 or P12M.",
  }),
  "grid-cell-unreadable": text<{ column: string; value: string; others: string }>({
    severity: "error",
    message: (p) => `${p.column} is ${p.value}, which is no amount${p.others === "" ? "" : `; nor can ${p.others} be read`}. The row is in no figure, as its customer would seem to leave for such a month.`,
    remedy: () => "Write the amount as the other cells do, or leave the cell empty where there was none; 0, - and n/a say so, too.",
  }),
  "grid-track-unreadable": text<{ column: string; value: string; isMonth: boolean; thing: string; lost: number }>({
    severity: "error",
    message: (p) =>
      `${p.column} is ${p.value}, which is no ${p.isMonth ? "month" : "amount"}. ${p.thing} is in no figure${p.lost === 0 ? "" : `, with its ${p.lost} other amount${p.lost === 1 ? "" : "s"}`}, as it would seem to leave for such a month.`,
    remedy: (p) => (p.isMonth ? "Write the month as 2024-01 or Jan 2024." : "Write the amount as the other cells do, or leave the cell empty where there was none; 0, - and n/a say so, too."),
  }),
  "profile-month-unreadable": text<{ row: number; column: string; value: string }>({
    severity: "error",
    message: (p) => `Row ${p.row}: '${p.value}' in the column '${p.column}' names no month. Its ARR is not counted.`,
    remedy: () => "Write the month as 2024-01 or Jan 2024.",
  }),
  "profile-month-twice": text<{ month: string; first: string; second: string }>({
    severity: "error",
    message: (p) => `Two columns of the grid are the month ${p.month}: '${p.first}' and '${p.second}'. One of them would count for nothing, so nothing was read.`,
    remedy: () => "Rename or remove one of them, or name the months under grid: months.",
  }),
  "profile-months-apart": text<{ from: string; to: string }>({
    severity: "warning",
    message: (p) => `The grid goes from ${p.from} straight to ${p.to}. Amounts are taken to hold in the months between, so ARR there is that of the month before.`,
    remedy: () => "Where amounts were nil in those months, add their columns.",
  }),
  "beside-wanted": text<{ profile: string; keys: string }>({
    severity: "error",
    message: (p) => `The profile ${p.profile} reads some columns from a second file whose rows belong to this one's by ${p.keys}, and none was given. Nothing was read.`,
    remedy: () => "Give it: --beside invoices.csv, the invoices of these lines.",
  }),
  "beside-without-key": text<{ file: string; other: string; keys: string; has: string }>({
    severity: "error",
    message: (p) => `Nothing says which row of ${p.other} belongs to which of ${p.file}: ${p.keys === "" ? "no profile names the column (beside)" : `they have no column in common that is called ${p.keys}`}. Nothing was read.`,
    remedy: (p) => `Name a column that both files have under beside in the profile; ${p.other} has: ${p.has}.`,
  }),
  "beside-key-twice": text<{ column: string; value: string; first: number; second: number }>({
    severity: "error",
    message: (p) => `Rows ${p.first} and ${p.second} both have ${p.value} as ${p.column}, and say different things. Lines of it could get the one's customer or the other's, so nothing was read.`,
    remedy: () => "Leave one of them in the file.",
  }),
  "profile-filter-idle": text<{ column: string; condition: string }>({
    severity: "warning",
    message: (p) => `The profile keeps rows with ${p.condition}, and the table has no such column: every row counts, whatever became of it.`,
    remedy: () => "Export that column, too, or name yours in a copy of the profile (or: [its name]). Where all of its rows count anyway, nothing need be done.",
  }),
  "profile-made-for": text<{ name: string }>({
    severity: "warning",
    message: (p) => `The table looks like an export that the profile ${p.name} is made for. What its states, trials and ends do to ARR is a guess without it.`,
    remedy: (p) => `Read it with --profile ${p.name}. docs/profiles.md says how to change what it counts.`,
  }),
  "profile-months-to-come": text<{ first: string; last: string; months: number }>({
    severity: "warning",
    message: (p) => `No row says anything of ${p.months === 1 ? `the last month, ${p.first}` : `the last ${p.months} months, ${p.first} to ${p.last}`}: read as still to come, so lines go on past the month before. Read as a month without an amount, every customer would have left at once.`,
    remedy: (p) => `Leave ${p.months === 1 ? "that month" : "those months"} out of the export; where customers did leave, write 0 in their cells.`,
  }),
  "profile-months-passed-over": text<{ columns: string }>({
    severity: "warning",
    message: (p) => `The table has months that the profile does not list: ${p.columns}. Their amounts count for nothing, and lines go on past the last month that is listed.`,
    remedy: () => "Add them under grid: months, or take months out of the profile, so that every header that names a month is read.",
  }),
  "profile-no-months": text<{ others: string }>({
    severity: "error",
    message: () => "No column of the table is a month, so the grid has no amounts. Nothing was read.",
    remedy: (p) => `The table has: ${p.others}. Name the months under grid: months.`,
  }),
  "profile-column-passed-over": text<{ column: string; field: string }>({
    severity: "warning",
    message: (p) => `The table has a column '${p.column}', which the profile does not read as ${p.field}; it is kept as an attribute. If amounts depend on it, ARR is off.`,
    remedy: (p) => `Where it is meant, add to the profile: ${p.field}: {from: "${p.column}"}.`,
  }),
  "profile-rows-noticed": text<{ rows: number; condition: string; first: string }>({
    severity: "warning",
    message: (p) => `${p.rows} ${p.rows === 1 ? "row has" : "rows have"} ${p.condition}: ${p.first}. They count as they stand.`,
    remedy: () => "Look at them; where nothing is wrong, nothing need be done.",
  }),
};
