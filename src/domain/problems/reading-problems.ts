/** What can be wrong with a file before a single line of it is judged. */
import { text } from "./text.js";

export const readingProblems = {
  "file-missing": text<{ file: string }>({
    severity: "error",
    message: (p) => `There is no file ${p.file}. Nothing was read.`,
    remedy: () => "Check the path.",
  }),
  "file-unreadable": text<{ file: string; reason: string }>({
    severity: "error",
    message: (p) => `${p.file} can't be read: ${p.reason}. Nothing was read.`,
    remedy: () => "Make the file readable for you, or copy it to a place where it is.",
  }),
  "file-is-folder": text<{ file: string }>({
    severity: "error",
    message: (p) => `${p.file} is a folder, not a file. Nothing was read.`,
    remedy: (p) => `Name the files in it, for example ${p.file.replace(/\/$/, "")}/contracts.csv.`,
  }),
  "file-empty": text<{ file: string }>({
    severity: "error",
    message: (p) => `${p.file} is empty. Nothing was read.`,
    remedy: () => "Export it again; a contract list has a header and at least one row.",
  }),
  "file-not-text": text<{ file: string; kind: string; remedy: string }>({
    severity: "error",
    message: (p) => `${p.file} is ${p.kind}, not a table of text. Nothing was read.`,
    remedy: (p) => p.remedy,
  }),
  "file-utf16": text<{ file: string; encoding: string }>({
    severity: "error",
    message: (p) => `${p.file} is written in ${p.encoding}; only UTF-8 is read. Nothing was read.`,
    remedy: (p) =>
      `${p.encoding === "UTF-32" ? "In" : `Say so: --encoding ${p.encoding.toLowerCase()}. Or in`} Excel save as "CSV UTF-8 (Comma delimited)"; or run: iconv -f ${p.encoding} -t UTF-8 ${shellWord(p.file)} > utf8.csv`,
  }),
  "file-not-utf8": text<{ file: string; byte: number; row: number; near: string }>({
    severity: "error",
    message: (p) =>
      `${p.file} is not UTF-8: byte ${p.byte.toLocaleString("en-US")}, in row ${p.row}${p.near ? `, near "${p.near}"` : ""}. Names would be garbled, so nothing was read.`,
    remedy: (p) =>
      `Say how it is written: --encoding windows-1252 is what Excel writes in Western Europe; look at the names then. Or in Excel save as "CSV UTF-8 (Comma delimited)"; or run: iconv -f WINDOWS-1252 -t UTF-8 ${shellWord(p.file)} > utf8.csv`,
  }),
  "gzip-broken": text<{ file: string; reason: string }>({
    severity: "error",
    message: (p) => `${p.file} is a gzip file that is broken or cut short (${p.reason}). Nothing was read, as rows would be missing.`,
    remedy: (p) => `Fetch or pack it again; gzip -t ${shellWord(p.file)} tells when it is whole.`,
  }),
  "spool-failed": text<{ file: string; folder: string; reason: string }>({
    severity: "error",
    message: (p) => `The bytes of ${p.file} can't be kept for reading in ${p.folder}: ${p.reason}. Nothing was read.`,
    remedy: () => "Make room there or set TMPDIR to a folder that has some; or name the file instead of piping it.",
  }),
  "header-broken": text<{ file: string; reason: string }>({
    severity: "error",
    message: (p) => `The header of ${p.file} can't be read: ${p.reason}. Without column names nothing was read.`,
    remedy: () => "Put each name that holds a quote, a comma or a line break in quotes, and double the quotes inside it.",
  }),
  "header-only": text<{ file: string }>({
    severity: "error",
    message: (p) => `${p.file} has a header and no rows. Nothing was read.`,
    remedy: () => "Export it again with its rows.",
  }),
  "too-many-columns": text<{ file: string; columns: number; most: number }>({
    severity: "error",
    message: (p) => `${p.file} has over ${p.most} columns (${p.columns}). Nothing was read.`,
    remedy: () => "Write one row for each contract line, not one column for each month.",
  }),
  "json-array": text<{ file: string }>({
    severity: "error",
    message: (p) => `${p.file} is one JSON array; one object a line is read. Nothing was read.`,
    remedy: (p) => `Run: jq -c '.[]' ${shellWord(p.file)} > lines.jsonl`,
  }),
  "json-no-object": text<{ file: string }>({
    severity: "error",
    message: (p) => `No line of ${p.file} is a JSON object with keys. Nothing was read.`,
    remedy: (p) => `Write each object on one line: jq -c . ${shellWord(p.file)} > lines.jsonl`,
  }),
  "quote-swallows-rows": text<{ rows: number; first: number }>({
    severity: "warning",
    message: (p) =>
      `${p.rows === 1 ? `Row ${p.first} holds` : `${p.rows} rows, the first of them row ${p.first}, hold`} line breaks in quotes, and each of the lines looks like a row of its own. They are read as one row; if a quote was forgotten, the ARR of the others is missing.`,
    remedy: () => "Look at the row; where the quotes are meant, nothing need be done.",
  }),
  "column-unnamed": text<{ column: number; value: string }>({
    severity: "warning",
    message: (p) => `Column ${p.column} has no name, so its values (the first is "${p.value}") are not read. No number changes.`,
    remedy: () => "Give the column a name to keep it as an attribute.",
  }),
  "second-list": text<{ where: string; names: string; rows: number | undefined; headerRow: number | undefined }>({
    severity: "warning",
    message: (p) => `Another list begins ${p.where} (${p.names}); ${p.rows === undefined ? "its columns are" : p.rows === 1 ? "its row is" : `its ${p.rows} rows are`} not read, so whatever it holds is in no figure.`,
    remedy: (p) => `If it holds lines, import it as well: ${p.headerRow === undefined ? "" : `with --header-row ${p.headerRow}, or `}from a sheet or a file of its own.`,
  }),
  "row-stray-quote": text<{ row: number; detail: string }>({
    severity: "error",
    message: (p) => `Row ${p.row} ${p.detail}. Its ARR is not counted.`,
    remedy: () => "Put the whole cell in quotes and double each quote inside it, or take the quote out.",
  }),
  "row-cell-count": text<{ row: number; detail: string }>({
    severity: "error",
    message: (p) => `Row ${p.row} ${p.detail}. Its ARR is not counted.`,
    remedy: () => "Put cells that hold a delimiter in quotes, and give each column of the header a cell.",
  }),
  "row-too-long": text<{ row: number; detail: string }>({
    severity: "error",
    message: (p) => `Row ${p.row} ${p.detail}. Its ARR is not counted.`,
    remedy: () => "Shorten its texts; often a quote or a line break is missing.",
  }),
  "row-control-bytes": text<{ row: number; detail: string }>({
    severity: "error",
    message: (p) => `Row ${p.row} ${p.detail}. Its ARR is not counted.`,
    remedy: () => "Take it out, or export the row again.",
  }),
  "row-bad-json": text<{ row: number; detail: string }>({
    severity: "error",
    message: (p) => `Row ${p.row} ${p.detail}. Its ARR is not counted.`,
    remedy: () => "Write one whole JSON object on each line.",
  }),
  "row-no-object": text<{ row: number; detail: string }>({
    severity: "error",
    message: (p) => `Row ${p.row} ${p.detail}. Its ARR is not counted.`,
    remedy: () => 'Write each row as an object: {"line_id": "L1", …}.',
  }),
  "row-formula-without-value": text<{ row: number; detail: string }>({
    severity: "error",
    message: (p) => `Row ${p.row} ${p.detail}. Its ARR is not counted.`,
    remedy: () => "Open the workbook in Excel or LibreOffice and save it, which works its formulas out; or write the value in place of the formula.",
  }),
  "periods-of-months": text<{ periods: string }>({
    severity: "error",
    message: (p) => `The amounts stand by quarter or year (${p.periods}), and a table of amounts is read by month: nothing tells in which month of a period anything began, or whether a cell is what was earned in it or the MRR or ARR at its end. Nothing was read.`,
    remedy: () => "Export it by month, or as one row a contract with its start, end and amount. If each cell is the MRR or ARR at the end of its period, call each column after its last month (2026-03 for Q1 2026) and say which: --measure mrr or --measure arr.",
  }),
  "row-total-or-line": text<{ row: number; detail: string }>({
    severity: "error",
    message: (p) => `Row ${p.row} ${p.detail}. Its ARR is not counted, as it may be that of the others once more.`,
    remedy: () => "If it is a total, take the row out, or mend it; if a customer is called so, write the name in full, as in Total Inc.",
  }),
  "row-below-total": text<{ row: number; detail: string }>({
    severity: "error",
    message: (p) => `Row ${p.row} ${p.detail}. Its ARR is not counted.`,
    remedy: () => "If it is a customer, put it above the row of the total; if it is none, take it out of the file.",
  }),
  "rows-below-total": text<{ rows: number[]; names: string[]; total: string; totalRow: number }>({
    severity: "warning",
    message: (p) =>
      `${p.rows.length === 1 ? `Row ${p.rows[0]}` : `Rows ${p.rows.slice(0, 20).join(", ")}${p.rows.length > 20 ? ", …" : ""}`} (${p.names.slice(0, 20).join(", ")}) ${p.rows.length === 1 ? "stands" : "stand"} below row ${p.totalRow} (${p.total}), which is the sum of all lines above it: ${p.rows.length === 1 ? "it is" : "they are"} left out as no customer.`,
    remedy: () => "If one of them is a customer, put it above the row of the total and import again.",
  }),
  "figures-behind-total": text<{ columns: string; total: string; many: boolean }>({
    severity: "warning",
    message: (p) => `${p.columns} ${p.many ? "stand" : "stands"} behind the column ${p.total}, which sums those before it: ${p.many ? "they are" : "it is"} left out as no customer.`,
    remedy: () => "If one of them is a customer, put its column before that of the total and import again.",
  }),
  "columns-behind-total": text<{ columns: string; total: string }>({
    severity: "error",
    message: (p) => `${p.columns}: what stands behind the column ${p.total} may be customers, or figures about those before it. Nothing was read.`,
    remedy: () => "Put columns of customers before that of the total, and take the others out; or name those that are no customers in a profile, under without in its grid.",
  }),
  "total-differs": text<{ row: number; label: string; column: string; said: string; sum: string }>({
    severity: "warning",
    message: (p) => `Row ${p.row} (${p.label}) says ${p.said} under ${p.column}, but the lines above it come to ${p.sum}. It is left out as a total; the lines are counted as they stand.`,
    remedy: () => "Look whether a row is missing in the file, or stands there twice; if a customer is called so, write the name in full, as in Total Inc.",
  }),
  "workbook-locked": text<{ file: string }>({
    severity: "error",
    message: (p) => `${p.file} is a workbook that opens with a password only. Nothing was read.`,
    remedy: () => "In Excel take the password off (File, Info, Protect Workbook, Encrypt with Password: empty it) and save a copy for the import.",
  }),
  "workbook-unread": text<{ file: string; kind: string; remedy: string }>({
    severity: "error",
    message: (p) => `${p.file} is ${p.kind}; of workbooks only .xlsx and .xlsm are read. Nothing was read.`,
    remedy: (p) => p.remedy,
  }),
  "workbook-broken": text<{ file: string; reason: string }>({
    severity: "error",
    message: (p) => `${p.file} is a workbook that is broken or cut short (${p.reason}). Nothing was read, as rows would be missing.`,
    remedy: () => "Fetch it again; if Excel can still open it, save it there as a new .xlsx.",
  }),
  "workbook-too-large": text<{ file: string; reason: string }>({
    severity: "error",
    message: (p) => `${p.file} unpacks to more than a list of contracts can be: ${p.reason}. Nothing was read.`,
    remedy: () => "Save the sheet as CSV (UTF-8) and import that; CSV has no such limit. If nobody knows where the file comes from, leave it alone.",
  }),
  "workbook-empty": text<{ file: string }>({
    severity: "error",
    message: (p) => `No sheet of ${p.file} that can be seen holds a table. Nothing was read.`,
    remedy: () => "Save the workbook with its rows; a hidden sheet is read where it is named: --sheet NAME.",
  }),
  "rows-hidden": text<{ rows: number; named: string; money: string }>({
    severity: "warning",
    message: (p) => `The workbook hides ${p.rows === 1 ? `row ${p.named}, which is` : `${p.rows} rows (${p.named}), which are`} read like all others${p.money === "" ? "" : `, with ${p.money} as written`}.`,
    remedy: () => "If they are not meant to count, take them out of the sheet, or say by a column which rows count: --keep COLUMN=VALUE. A filter that is set in the workbook hides rows, too.",
  }),
  "columns-hidden": text<{ columns: number; named: string }>({
    severity: "warning",
    message: (p) => `The workbook hides ${p.columns === 1 ? "a column that is" : `${p.columns} columns that are`} there all the same: ${p.named}.`,
    remedy: () => "Unhide and look at them; what is not meant to count has to leave the sheet, or be said: --map FIELD=\"another column\".",
  }),
  "sheet-unknown": text<{ file: string; sheet: string; nearest: string | undefined; sheets: string }>({
    severity: "error",
    message: (p) => `${p.file} has no sheet '${p.sheet}'${p.nearest === undefined ? "" : `; nearest: '${p.nearest}'`}. Nothing was read.`,
    remedy: (p) => `--sheet takes a name or a number; the sheets are: ${p.sheets}.`,
  }),
  "sheet-without-sheets": text<{ file: string; sheet: string }>({
    severity: "error",
    message: (p) => `--sheet ${p.sheet} was given, but ${p.file} is no workbook and has no sheets. Nothing was read.`,
    remedy: () => "Leave --sheet out.",
  }),
  "header-not-found": text<{ file: string; sheet: string | undefined }>({
    severity: "error",
    message: (p) => `${p.sheet === undefined ? p.file : `The sheet '${p.sheet}' of ${p.file}`} has no row that could name its columns with rows below it. Nothing was read.`,
    remedy: () => "Put the names of the columns in one row above the lines, or say which row it is: --header-row N.",
  }),
  "header-row-missing": text<{ file: string; row: number }>({
    severity: "error",
    message: (p) => `Row ${p.row}, given as the header, is blank or not among the first rows of ${p.file}. Nothing was read.`,
    remedy: () => "Give the number that a spreadsheet shows beside the row with the names of the columns; the header must stand among the first 200 rows.",
  }),
  "parquet-broken": text<{ file: string; reason: string }>({
    severity: "error",
    message: (p) => `${p.file} is a Parquet file that can't be read: ${p.reason}. Nothing was read.`,
    remedy: () => "Write it again, or write it out as CSV and import that.",
  }),
  "column-missing": text<{ column: string; nearest: string | undefined; others: string }>({
    severity: "error",
    message: (p) =>
      `The column ${p.column} is missing, and no line can be valued without it; ${p.nearest === undefined ? `the file has: ${p.others}` : `nearest: '${p.nearest}'`}.`,
    remedy: (p) => `Add the column, or say which one it is: --map ${p.column}='${p.nearest ?? "…"}'.`,
  }),
  "column-twice": text<{ column: string; first: string; second: string }>({
    severity: "error",
    message: (p) => `Two columns give ${p.column}: ${p.first} and ${p.second}. Which one counts can't be guessed.`,
    remedy: (p) => `Rename or remove one, or choose: --map ${p.column}='…' (the other is then an attribute).`,
  }),
  "attribute-twice": text<{ attribute: string; first: string; second: string }>({
    severity: "error",
    message: (p) => `Two columns give the attribute ${p.attribute}: ${p.first} and ${p.second}. Grouping by it would be a guess.`,
    remedy: () => "Rename or remove one.",
  }),
  "map-field-unknown": text<{ field: string; nearest: string | undefined; known: string }>({
    severity: "error",
    message: (p) => `--map ${p.field}=… names no column that a line has${p.nearest === undefined ? "" : `; nearest: ${p.nearest}`}.`,
    remedy: (p) => `The left side is one of: ${p.known}.`,
  }),
  "map-column-unknown": text<{ field: string; column: string; nearest: string | undefined; others: string }>({
    severity: "error",
    message: (p) =>
      `--${p.field === "fill_down" ? "fill-down " : `map ${p.field}=`}'${p.column}' names no column of the file${p.nearest === undefined ? "" : `; nearest: '${p.nearest}'`}.`,
    remedy: (p) => `The file has: ${p.others}.`,
  }),
  "map-column-twice": text<{ column: string; first: string; second: string }>({
    severity: "error",
    message: (p) => `--map gives the column '${p.column}' to both ${p.first} and ${p.second}. A column is read as one thing.`,
    remedy: () => "Copy the column in the file, or map it once.",
  }),
  "reading-question": text<{ field: string; sentence: string; flag: string; others: string }>({
    severity: "error",
    message: (p) => `${p.sentence} Nothing was read, as ${p.field} would be a guess.`,
    remedy: (p) => `Say it: ${p.flag}${p.others === "" ? "" : ` (or ${p.others})`}; a profile keeps the answer for next time.`,
  }),
  "constant-field-unknown": text<{ field: string; nearest: string | undefined; known: string }>({
    severity: "error",
    message: (p) => `--const ${p.field}=… names no column that a line has${p.nearest === undefined ? "" : `; nearest: ${p.nearest}`}. Nothing was read.`,
    remedy: (p) => `The left side is one of: ${p.known}; or attribute:NAME.`,
  }),
  "date-order-unknown": text<{ column: string; example: string }>({
    severity: "error",
    message: (p) => `${p.column} holds dates such as ${p.example}, and none of those looked at says whether the day or the month comes first. Nothing was read, as ARR would start in the wrong month.`,
    remedy: () => "Say it: --date-order dmy (day first) or --date-order mdy (month first), or date_order: dmy in the profile.",
  }),
  "date-orders-mixed": text<{ column: string; dayFirst: string; monthFirst: string }>({
    severity: "error",
    message: (p) => `${p.column} holds dates in two orders: ${p.dayFirst} can only be day first, ${p.monthFirst} only month first. Which one the others are would be a guess, so nothing was read.`,
    remedy: () => "Mend the rows of one order in the file; or say which order holds, --date-order dmy or --date-order mdy, and the rows of the other one are refused by name.",
  }),
  "decimal-unknown": text<{ column: string; example: string }>({
    severity: "error",
    message: (p) => `${p.column} holds numbers such as ${p.example}, and none of those looked at says whether the mark groups thousands or comes before decimals. Nothing was read, as amounts would be a thousand times wrong.`,
    remedy: () => 'Say which mark comes before decimals: --decimal . or --decimal , or decimal: "," in the profile.',
  }),
  "decimals-mixed": text<{ column: string; first: string; second: string }>({
    severity: "error",
    message: (p) => `${p.column} holds numbers in two spellings: ${p.first} and ${p.second} do not agree on the mark before decimals. Nothing was read, as amounts could be a thousand times wrong.`,
    remedy: () => "Mend the rows of one spelling in the file; or say which mark holds, --decimal . or --decimal , and the rows of the other one are refused by name.",
  }),
  "currencies-mixed": text<{ column: string; signs: string }>({
    severity: "error",
    message: (p) => `${p.column} holds amounts in several currencies (${p.signs}), and no column says which is whose. Nothing was read, as they can't be added.`,
    remedy: () => "Add a column with the currency of each row.",
  }),
};

/** A file name as it can be pasted into a shell. */
function shellWord(file: string): string {
  if (file === "standard input") return "FILE";
  return /^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`;
}
