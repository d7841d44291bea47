/** From a row of a table to what it says: inputs by measure, period and group, or a thing said of a customer. */
import { findMeasure, measureNames, type Measure } from "../domain/measures.js";
import type { Policy } from "../domain/policy.js";
import { nearest, problem, type Place, type Problem } from "../domain/problem.js";
import { plainAmount, readSaid, subjectOf, topicOf, type Said } from "../domain/statements.js";
import type { InputColumns, InputRole } from "../sources/input-columns.js";
import { inputPeriod } from "../sources/input-period.js";
import { safeText } from "../sources/safe-text.js";
import type { TableRow } from "../sources/table.js";

export interface RowReader {
  columns: InputColumns;
  header: readonly string[];
  file: string;
  policy: Policy;
  today: string;
  /** Columns of the book by which inputs may be told apart. */
  groups: readonly string[];
  /** A cell of the column in plain spelling. */
  spell: (at: number, text: string) => string;
}

/** What a row says: nothing where its cells are empty, several things where it has several values. */
export interface RowSaid {
  said: (Said & { recorded_on: string })[];
  problems: Problem[];
  /** A day stood for its month. */
  isOfDay: boolean;
}

/** What tells two inputs apart. */
export const inputSubject = ["measure", "from_date", "to_date", "groups"] as const;

export function readRow(reader: RowReader, { row, cells }: TableRow): RowSaid {
  const { of } = reader.columns;
  if (of === "inputs") return readInputs(reader, row, cells);
  const at: Place = { file: reader.file, row };
  const texts = fieldsOf(reader, cells);
  const nameOf = (field: string) => reader.header[reader.columns.roles.findIndex((role) => role.role === "field" && role.field === field)] ?? field;
  const read = readSaid(topicOf(of), texts, { calendar: reader.policy, today: reader.today }, { place: at, nameOf });
  return Array.isArray(read) ? { said: [], problems: read, isOfDay: false } : { said: [{ ...read, recorded_on: texts["recorded_on"] ?? "" }], problems: [], isOfDay: false };
}

const fieldsOf = ({ columns, spell }: RowReader, cells: readonly string[]): Record<string, string> =>
  Object.fromEntries(columns.roles.flatMap((role, at) => (role.role === "field" && cells[at] !== undefined && cells[at] !== "" ? [[role.field, spell(at, cells[at]!)]] : [])));

function readInputs(reader: RowReader, row: number, cells: readonly string[]): RowSaid {
  const texts = fieldsOf(reader, cells);
  const told: RowSaid = { said: [], problems: [], isOfDay: false };
  const shared = groupsOf(reader, row, cells, texts, told.problems);
  for (const [at, role] of reader.columns.roles.entries()) {
    const text = cells[at] ?? "";
    if (role.role !== "value" || text === "") continue;
    const read = readInput(reader, { row, at, role, texts, text: reader.spell(at, text) });
    if (Array.isArray(read)) told.problems.push(...read);
    else {
      told.isOfDay ||= read.isOfDay;
      const said = { ...read.said, ...(shared === "" ? {} : { groups: shared }), ...Object.fromEntries(["note", "by"].flatMap((field) => (texts[field] === undefined ? [] : [[field, texts[field]]]))) };
      told.said.push({ said, subject: subjectOf(inputSubject, said), recorded_on: texts["recorded_on"] ?? "" });
    }
  }
  return told;
}

/** The groups of a row, such as {"segment":"ENT"}, in the order of their columns' names; empty: everything. */
function groupsOf({ columns, groups, header, file }: RowReader, row: number, cells: readonly string[], texts: Record<string, string>, problems: Problem[]): string {
  const found = new Map(columns.roles.flatMap((role, at) => (role.role === "group" && (cells[at] ?? "") !== "" ? [[role.column, cells[at]!] as const] : [])));
  for (const part of (texts["group"] ?? "").split(",").map((one) => one.trim()).filter(Boolean)) {
    const [column = "", ...value] = part.split("=");
    const known = groups.find((name) => name === column.trim());
    if (known === undefined || value.length === 0) {
      const place = { file, row, column: header[columns.roles.findIndex((role) => role.role === "field" && role.field === "group")]!, value: texts["group"]! };
      problems.push(problem("input-group", { value: safeText(part), known: [...groups] }, place));
    } else found.set(known, value.join("=").trim());
  }
  return found.size === 0 ? "" : JSON.stringify(Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1))));
}

interface GivenInput {
  row: number;
  at: number;
  role: InputRole & { role: "value" };
  texts: Record<string, string>;
  text: string;
}

function readInput({ header, file, policy, columns }: RowReader, { row, at, role, texts, text }: GivenInput): { said: Record<string, string>; isOfDay: boolean } | Problem[] {
  const placeOf = (field: string, value: string): Place => ({ file, row, column: header[columns.roles.findIndex((one) => one.role === "field" && one.field === field)] ?? field, value });
  const problems: Problem[] = [];
  const [measureText, periodText] = [role.measure ?? texts["measure"] ?? "", role.period ?? texts["period"] ?? ""];
  const measure = findMeasure(measureText);
  if (measure === undefined) problems.push(problem("input-measure-unknown", { measure: safeText(measureText), nearest: nearest(measureText, measureNames) }, placeOf("measure", measureText)));
  const period = inputPeriod(periodText, policy);
  if (period === undefined) problems.push(problem("statement-value", { noun: "an input", field: "period", value: safeText(periodText), expected: "a period such as 2026-03, 2026-Q1 or 2026, or the first or last day of a month" }, placeOf("period", periodText)));
  const value = measure === undefined ? undefined : valueOf(measure, text, { file, row, column: header[at]!, value: text });
  if (Array.isArray(value)) problems.push(...value);
  const currency = texts["currency"];
  if (currency !== undefined && !/^[a-z]{3}$/i.test(currency)) problems.push(problem("statement-value", { noun: "an input", field: "currency", value: safeText(currency), expected: "the three letters of a currency, such as EUR" }, placeOf("currency", currency)));
  if (problems.length > 0 || measure === undefined || period === undefined || value === undefined || Array.isArray(value)) return problems;
  const inCurrency = currency === undefined || measure.unit !== "money" ? {} : { currency: currency.toUpperCase() };
  const said = { measure: measure.name, period: period.period, from_date: period.from_date, to_date: period.to_date, ...value, ...inCurrency };
  return { said, isOfDay: period.isOfDay };
}

/** The value under the name of its unit: amount, percent or count. */
function valueOf(measure: Measure, text: string, at: Place): Record<string, string> | Problem[] {
  const refused = (expected: string) => [problem("input-value", { measure: measure.name, value: safeText(text), expected }, at)];
  const isPercent = text.endsWith("%");
  const plain = plainAmount(isPercent ? text.slice(0, -1).trim() : text);
  if (measure.unit === "percent") {
    if (plain === undefined) return refused("a number in percent, such as 80 or 80%");
    const share = /^(-?)0\.(\d+)$/.exec(plain);
    if (!isPercent && share !== null) return [problem("input-share-doubtful", { measure: measure.name, value: plain, percent: hundredfold(share[1]!, share[2]!) }, at)];
    return { percent: plain };
  }
  if (plain === undefined || isPercent) return refused("a plain number, such as 120000 or -99.50, of at most 18 digits and 6 decimals");
  if (measure.unit === "count") return /^\d+(?:\.\d+)?$/.test(plain) ? { count: plain } : refused("a number from 0");
  return { amount: measure.isLoss && plain !== "0" ? `-${plain.replace(/^-/, "")}` : plain };
}

/** 0.8 -> 80 */
function hundredfold(sign: string, decimals: string): string {
  const digits = decimals.padEnd(2, "0");
  return plainAmount(`${sign}${digits.slice(0, 2)}.${digits.slice(2) || "0"}`) ?? "";
}

