/** What stands beside an answer as it was planned: inputs whose measures are targets of its figures. */
import type { Column } from "../catalogue/define.js";
import type { ReportResult, ReportRow } from "../catalogue/result.js";
import { measures } from "../domain/measures.js";
import { minorPlaces } from "../domain/money.js";
import { refuse } from "../domain/problem.js";
import type { Database, Row } from "./database.js";
import type { Question } from "./question.js";
import { sqlOf, valueOf } from "./run.js";
import { sqlFile } from "./sql-file.js";

export interface Planned {
  beside: Pick<ReportResult, "currency" | "rows" | "problems" | "provenance">;
  /** The figures of which some period and group has a target; the others stand alone. */
  figures: ReadonlySet<string>;
}

/** The targets of the figures of an answer. Refused where none of them can have one, or none was told of its periods and groups. */
export async function plannedBeside(db: Database, question: Question, asked: ReportResult): Promise<Planned> {
  const { report, by, params } = question;
  const measureOf = new Map(measures.flatMap(({ name, targets }) => targets.flatMap((target) => (target.startsWith(`${report.name}.`) ? [[target.slice(report.name.length + 1), name] as const] : []))));
  const columns = asked.columns.filter(({ name }) => measureOf.has(name));
  if (columns.length === 0) refuse("target-without", { report: report.name, known: [...new Set(measures.flatMap(({ targets }) => targets.map((target) => target.split(".")[0]!)))] });
  const rows = await db.rows(sqlFile("compare/target"), sqlOf(question).params);
  const told = rows.map((row) => ({ row, targets: targetsOf(row) }));
  const figures = new Set(columns.map(({ name }) => name).filter((name) => told.some(({ targets }) => targets.has(measureOf.get(name)!))));
  if (figures.size === 0) {
    const days = params["on"] === undefined ? [...new Set([question.periods[0]!.period, question.periods.at(-1)!.period])].join(" to ") : String(params["on"]);
    refuse("targets-missing", { report: report.name, days, by, measures: columns.map(({ name }) => measureOf.get(name)!) });
  }
  const places = minorPlaces(asked.currency);
  const planned = told.map(({ row, targets }) => plannedRow(row, question, columns, (column) => valueOf(targets.get(measureOf.get(column.name)!), column, places)));
  const keyOf = (row: ReportRow) => JSON.stringify([row["period"] ?? "", ...by.map((name) => row[name])]);
  const known = new Set(planned.map(keyOf));
  const unplanned = asked.rows.filter((row) => !known.has(keyOf(row))).map((row): ReportRow => ({ ...row, ...Object.fromEntries(columns.map(({ name }) => [name, null])) }));
  return { beside: { currency: asked.currency, rows: [...planned, ...unplanned], problems: [], provenance: asked.provenance }, figures };
}

const targetsOf = (row: Row): Map<string, string> => new Map((row["targets"] as { key: string; value: string }[]).map(({ key, value }) => [key, value]));

function plannedRow(row: Row, { periods, by, report }: Question, columns: readonly Column[], valueOfColumn: (column: Column) => ReportRow[string]): ReportRow {
  const groups = row["group_values"] as string[];
  return {
    ...(report.asks === "day" ? {} : { period: periods[Number(row["period_no"]) - 1]!.period }),
    ...Object.fromEntries(by.map((name, at) => [name, groups[at]!])),
    ...Object.fromEntries(columns.map((column) => [column.name, valueOfColumn(column) ?? null])),
  };
}
