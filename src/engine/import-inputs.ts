/** Files of inputs, and of things said about customers: every row is judged, all is kept or nothing, and the last word on a subject counts. */
import { createHash } from "node:crypto";
import { dimensionNames } from "../catalogue/dimensions.js";
import { today } from "../domain/calendar.js";
import { problem, ProblemError, type Problem } from "../domain/problem.js";
import { matchInputColumns, type InputColumns } from "../sources/input-columns.js";
import { knownColumns } from "./group-column.js";
import { readRow, type RowReader, type RowSaid } from "./input-reading.js";
import { dayReader, numberReader, smallTable, type SmallTable } from "./input-rows.js";
import type { IgnoredBy } from "./import-account.js";
import { idleWords } from "./idle-words.js";
import type { ImportOptions } from "./import.js";
import { lastImport } from "./import-log.js";
import type { Reject } from "./land.js";
import type { Assumption } from "./row-set.js";
import { keepRows, unknownNames, type Saying, type StatementRow } from "./statement.js";

export type InputOptions = Pick<ImportOptions, "allowRejects" | "maxRejects" | "dryRun" | "sheet" | "headerRow" | "encoding" | "map" | "dateOrder" | "decimal" | "source" | "progress">;

/** A row: the columns of inputs (period, measure, value, groups) or of a topic (date, customer_id, kind, amount, owner, note). */
export type InputRow = Record<string, unknown>;

export interface InputResult {
  /** What a row tells of. */
  rows_of: InputColumns["of"];
  /** False where nothing was kept: a dry run, rejects, or nothing new. */
  kept: boolean;
  import_id: number | null;
  /** Each row is used, unchanged, ignored or rejected. */
  read: number;
  used: number;
  unchanged: number;
  ignored: number;
  rejected: number;
  /** What was newly said: a row may hold several values. */
  said: number;
  ignored_by: IgnoredBy;
  rejects: Reject[];
  assumptions: Assumption[];
  problems: Problem[];
}

export async function importInputs(saying: Saying, given: InputRow[] | string, options: InputOptions): Promise<InputResult> {
  const { db, policy } = saying;
  await db.run("set search_path = 'book'");
  if ((await lastImport(db)).import_id === 0) throw new ProblemError([problem("statement-before-lines", {})]);
  const groups = (await knownColumns(db)).names.filter((name) => !(dimensionNames as readonly string[]).includes(name));
  const columnsOf = (header: readonly string[]) => matchInputColumns(header, options.map ?? {}, groups, policy);
  const context = { reportingCurrency: policy.reporting_currency, timeZone: policy.time_zone, progress: options.progress };
  const table = await smallTable(given, options, context, (header) => !Array.isArray(columnsOf(header)));
  const columns = columnsOf(table.header);
  if (Array.isArray(columns)) throw new ProblemError(columns.map((found) => ({ ...found, at: { ...found.at, file: table.source } })));
  const reader: RowReader = { columns, header: table.header, file: table.source, policy, today: today(policy.time_zone), groups, spell: spellerOf(table, columns, options) };
  return kept(saying, table, await judged(saying, table, reader), columns, options);
}

/** Numbers of one table are written in one way; periods and moments are read as they stand. */
function spellerOf(table: SmallTable, { roles }: InputColumns, { decimal, dateOrder }: InputOptions): (at: number, text: string) => string {
  const positionsOf = (fields: readonly string[]) => roles.flatMap((role, at) => (role.role === "value" || (role.role === "field" && fields.includes(role.field)) ? [at] : []));
  const numbers = positionsOf(["amount", "probability"]);
  const number = numbers.length === 0 ? undefined : numberReader(table, numbers, decimal);
  const days = new Map(roles.flatMap((role, at) => (role.role === "field" && ["date", "due", "period"].includes(role.field) ? [[at, dayReader(table, at, dateOrder)] as const] : [])));
  return (at, text) => (number !== undefined && numbers.includes(at) ? number(text) : (days.get(at)?.(text) ?? text));
}

interface Judged {
  rows: Map<number, StatementRow[]>;
  rejects: Reject[];
  ignored: IgnoredBy;
  isOfDay: boolean;
}

async function judged({ db }: Saying, table: SmallTable, reader: RowReader): Promise<Judged> {
  const told: Judged = { rows: new Map(), rejects: [...table.broken], ignored: { ...table.leftOut }, isOfDay: false };
  const [names, subjects] = [new KnownNames(db), new Subjects(table.source)];
  for (const row of table.rows) {
    const read = readRow(reader, row);
    const problems = [...read.problems, ...(await names.strangers(read, { file: table.source, row: row.row })), ...subjects.contradicted(read, row.row)];
    const fresh = read.said.filter((one) => subjects.isFirst(one, row.row));
    told.isOfDay ||= read.isOfDay;
    if (problems.length > 0) told.rejects.push({ row: row.row, problems });
    else if (read.said.length === 0) told.ignored.no_amount = (told.ignored.no_amount ?? 0) + 1;
    else if (fresh.length === 0) told.ignored.repeated = (told.ignored.repeated ?? 0) + 1;
    else told.rows.set(row.row, fresh.map((one) => ({ ...one, row_no: row.row, topic: reader.columns.of === "inputs" ? "input" : reader.columns.of, is_removed: false })));
  }
  for (const [row, found] of subjects.alsoRefused) if (told.rows.delete(row)) told.rejects.push({ row, problems: [found] });
  told.rejects.sort((a, b) => a.row - b.row);
  return told;
}

type OneSaid = RowSaid["said"][number];

/** What the rows of a table say of each subject: two that differ are both refused. */
class Subjects {
  /** Earlier rows that a later one contradicts. */
  readonly alsoRefused = new Map<number, Problem>();
  private readonly first = new Map<string, { row: number; said: string }>();

  constructor(private readonly file: string) {}

  contradicted({ said }: RowSaid, row: number): Problem[] {
    return said.flatMap((one) => {
      const text = JSON.stringify(one.said);
      const before = this.first.get(keyOf(one));
      if (before === undefined) this.first.set(keyOf(one), { row, said: text });
      if (before === undefined || before.said === text) return [];
      const told = { what: (JSON.parse(one.subject) as string[]).filter(Boolean).join(", "), row, first: before.row };
      this.alsoRefused.set(before.row, problem("statement-twice", told, { file: this.file, row: before.row }));
      return [problem("statement-twice", told, { file: this.file, row })];
    });
  }

  isFirst(one: OneSaid, row: number): boolean {
    return this.first.get(keyOf(one))?.row === row;
  }
}

const keyOf = ({ subject, recorded_on }: OneSaid): string => `${recorded_on} ${subject}`;

/** Customers and products of the book, each looked up once. */
class KnownNames {
  private readonly known = new Set<string>();

  constructor(private readonly db: Saying["db"]) {}

  async strangers({ said }: RowSaid, at: { file: string; row: number }): Promise<Problem[]> {
    const found: Problem[] = [];
    for (const { said: fields } of said) {
      const { customer_id, product } = fields;
      const key = JSON.stringify([customer_id, product]);
      if (this.known.has(key)) continue;
      const problems = await unknownNames(this.db, fields, at);
      if (problems.length === 0) this.known.add(key);
      found.push(...problems);
    }
    return found;
  }
}

async function kept(saying: Saying, table: SmallTable, { rows, rejects, ignored, isOfDay }: Judged, columns: InputColumns, options: InputOptions): Promise<InputResult> {
  const ignoredRows = Object.values(ignored).reduce((sum, many) => sum + many, 0);
  const result: InputResult = {
    rows_of: columns.of, kept: false, import_id: null, read: rows.size + rejects.length + ignoredRows, used: 0, unchanged: rows.size, ignored: ignoredRows, rejected: rejects.length, said: 0,
    ignored_by: ignored, rejects, assumptions: isOfDay ? [{ text: "A day with which a month begins or ends stands for that month." }] : [], problems: [...table.warnings],
  };
  const refused = refusalOf(result, options);
  if (refused !== undefined || rows.size === 0) return { ...result, used: refused === undefined ? 0 : rows.size, unchanged: 0, problems: [...(refused === undefined ? [] : [refused]), ...result.problems] };
  const content = createHash("sha256").update(JSON.stringify(["inputs", table.content, columns])).digest("hex");
  const words = [...rows.values()].flat().map((word) => ({ ...word, at: { file: table.source, row: word.row_no } }));
  const idle = await idleWords(saying.db, words, today(saying.policy.time_zone), saying.useOwn);
  const counts = (said: readonly number[]) => {
    const used = new Set(said).size;
    return { read: result.read, used, unchanged: rows.size - used, ignored: ignoredRows, rejected: rejects.length };
  };
  const { importId, fresh } = await keepRows(saying, { kind: "inputs", source: options.source ?? table.source, note: "", content, counts }, [...rows.values()].flat(), options.dryRun === true);
  return { ...result, ...counts(fresh), kept: importId !== null, import_id: importId, said: fresh.length, problems: [...idle.filter(({ at }) => fresh.includes(at.row!)), ...result.problems] };
}

function refusalOf({ rejected, read }: InputResult, { allowRejects, maxRejects }: InputOptions): Problem | undefined {
  const most = allowRejects === true ? (maxRejects ?? Infinity) : 0;
  if (rejected <= most) return undefined;
  return most > 0 ? problem("too-many-rejects", { rejected, most }) : problem("rows-rejected", { rejected, read });
}
