/** A profile as YAML: read with every mistake at its line and column, and written back. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { isMap, isScalar, Lexer, LineCounter, parseDocument, stringify, type Node } from "yaml";
import { isDate } from "../../domain/calendar.js";
import { problem, type Problem } from "../../domain/problem.js";
import { isEncoding } from "../in-utf8.js";
import { allFields, fieldNamed, isDateField, isNumberField } from "./fields.js";
import type { ColumnFilter, FieldSource, GridReading, NamedColumn, Profile, ReadColumn, RowFilter } from "./profile.js";
import { monthOfText } from "./month-text.js";
import { sameText } from "./row-filter.js";
import { listOf, mapOf, nodeAt, oneOf, text, textOf, Walk, whole, type ReadNode } from "./yaml-reading.js";

export interface ProfileReading {
  /** Only where nothing is wrong. */
  profile?: Profile;
  problems: Problem[];
}

/** Reads a profile's file. A file that is not there or can't be opened is a problem, too. */
export function readProfileFile(path: string): ProfileReading {
  let yaml: string;
  try {
    yaml = readFileSync(path, "utf8");
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    return { problems: [missing ? problem("file-missing", { file: path }, { file: path }) : problem("file-unreadable", { file: path, reason: (error as Error).message }, { file: path })] };
  }
  return readProfile(yaml, path);
}

/** Reads a profile's text; `file` is what its problems call it, and its name where it says none. */
export function readProfile(yaml: string, file: string): ProfileReading {
  const deep = lineNestedTooDeep(yaml);
  if (deep !== undefined) return { problems: [problem("profile-file", { reason: `it is nested more than ${MOST_DEEP} deep, and a profile needs five` }, { file, line: deep })] };
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const broken = document.errors[0];
  if (broken) {
    const at = lines.linePos(broken.pos[0]);
    return { problems: [problem("profile-file", { reason: broken.message.split("\n")[0]!.replace(/ at line \d+, column \d+:?$/, "") }, { file, line: at.line, column: at.col })] };
  }
  if (!isMap(document.contents)) return { problems: [problem("profile-file", { reason: "it holds no `key: value` pairs" }, { file, line: 1 })] };
  const walk = new Walk(file, lines);
  const found = walk.record(document.contents, "the profile", keys, "keys and values") as Partial<Profile>;
  if (walk.problems.length > 0) return { problems: walk.problems };
  const profile: Profile = { name: basename(file).replace(/\.ya?ml$/i, ""), columns: {}, ...found };
  checkTogether(profile, document.contents, walk);
  return walk.problems.length > 0 ? { problems: walk.problems } : { profile, problems: [] };
}

/** Maps and lists inside each other; the reader of YAML descends into each. */
const MOST_DEEP = 50;

/** The first line that opens one map or list too many, by brackets or by its indent (from 1). */
function lineNestedTooDeep(yaml: string): number | undefined {
  const indented = yaml.split(/\r\n?|\n/).findIndex((line) => /^[ \-?:]*/.exec(line)![0].length > 4 * MOST_DEEP);
  if (indented >= 0) return indented + 1;
  let [depth, line] = [0, 1];
  for (const token of new Lexer().lex(yaml)) {
    if (token === "[" || token === "{") depth += 1;
    else if (token === "]" || token === "}") depth -= 1;
    else line += token.split("\n").length - 1;
    if (depth > MOST_DEEP) return line;
  }
  return undefined;
}

/**
 * The YAML of a profile; read again it reads the same tables in the same way. Months of a grid are left out where their headers tell them,
 * so that a table with one month more is read whole.
 */
export function profileText(profile: Profile): string {
  const columns = Object.fromEntries(Object.entries(profile.columns).map(([field, source]) => [fieldNamed(field) ?? `attribute:${field}`, source]));
  return stringify({ ...profile, columns, ...(profile.grid === undefined ? {} : { grid: withoutToldMonths(profile.grid) }) }, { lineWidth: 0, version: "1.2" });
}

function withoutToldMonths(grid: GridReading): GridReading {
  const { months, ...others } = grid;
  return months === undefined || months.every(({ column, month: said }) => monthOfText(column) === said) ? others : grid;
}

const texts = listOf(text, "a list of texts");
const named = { or: texts, optional: ((node, path, walk) => oneOf("true")(node, path, walk) && true) satisfies ReadNode<boolean> };

const filter: ReadNode<RowFilter> = (node, path, walk) => {
  if (!isMap(node) || !node.has("any")) return columnFilter(node, path, walk);
  const any = walk.record(node, path, { any: listOf(columnFilter, "a list of filters, one of which has to hold") }, "a map: {any: […]}")?.any;
  return any === undefined ? undefined : { any };
};

const columnFilter: ReadNode<ColumnFilter> = (node, path, walk) => {
  const found = walk.record(node, path, { column: text, is: listOf(mayBeEmpty, "a list of texts"), is_not: listOf(mayBeEmpty, "a list of texts"), begins: texts, empty: flag, ...named }, "a map: {column: Status, is: [active]}");
  if (found === undefined) return undefined;
  const { column, is, is_not, begins, empty, ...others } = found;
  const tests = [is, is_not, begins, empty].filter((test) => test !== undefined);
  if (column !== undefined && tests.length === 1) {
    if (is !== undefined) return { column, is, ...others };
    if (is_not !== undefined) return { column, is_not, ...others };
    if (begins !== undefined) return { column, begins, ...others };
    if (empty !== undefined) return { column, empty, ...others };
  }
  return walk.wrong(node, path, "{column: …} with one of is: […], is_not: […], begins: […], empty: true, empty: false");
};

const flag: ReadNode<boolean> = (node, path, walk) => {
  const said = oneOf("true", "false")(node, path, walk);
  return said === undefined ? undefined : said === "true";
};

/** `""` is a text like any other. */
const mayBeEmpty: ReadNode<string> = (node, path, walk) => (isScalar(node) && node.value === null ? "" : text(node, path, walk));

const month: ReadNode<string> = (node, path, walk) => {
  const said = textOf(node);
  return said !== undefined && isDate(said) && said.endsWith("-01") ? said : walk.wrong(node, path, "the first day of a month, as 2024-01-01");
};

const gridMonth: ReadNode<{ column: string; month: string }> = (node, path, walk) => {
  const found = walk.record(node, path, { column: text, month }, "a map: {column: Jan-24, month: 2024-01-01}");
  if (found === undefined) return undefined;
  const { column, month: first } = found;
  return column === undefined || first === undefined ? walk.wrong(node, path, "both: column and month") : { column, month: first };
};

/** Two fields, one of them the customer, attributes as under `columns`. */
const fieldsOfHeader: ReadNode<string[]> = (node, path, walk) => {
  const found = listOf(text, "a list of two fields, as [customer_id, product]", 2)(node, path, walk);
  const fields = found?.map(fieldNamed);
  const isRight = fields === undefined || (fields.length === 2 && fields.includes("customer_id") && fields[0] !== fields[1] && !fields.includes(undefined));
  return isRight ? (fields as string[] | undefined) : walk.wrong(node, path, "customer_id and one other field, as [customer_id, product]");
};

const grid: ReadNode<GridReading> = (node, path, walk) => {
  const found = walk.record(node, path, { layout: oneOf("across", "down", "long"), months: listOf(gridMonth, "a list of {column, month}"), month: text, of: fieldsOfHeader, without: texts, measure: oneOf("mrr", "arr") }, "a map: {measure: mrr}");
  if (found === undefined) return undefined;
  const { measure, layout = "across", month: monthColumn } = found;
  if (measure === undefined) return walk.wrong(node, path, "with measure: mrr or measure: arr");
  if (layout !== "across" && monthColumn === undefined) return walk.wrong(node, path, `with month: the column that names the month, as layout is ${layout}`);
  return { ...found, measure };
};

const termMonths: ReadNode<number | ({ from: string } & NamedColumn)> = (node, path, walk) => {
  if (!isMap(node)) return whole(-1200, 1200)(node, path, walk);
  const found = walk.record(node, path, { from: text, ...named }, "a map: {from: Term}");
  if (found === undefined) return undefined;
  const { from, ...others } = found;
  return from === undefined ? walk.wrong(node, path, "a map: {from: Term}") : { from, ...others };
};

/** Listed values are compared without case, so no two may differ in that alone. */
const lookup: ReadNode<Record<string, string>> = (node, path, walk) => {
  const found = mapOf(mayBeEmpty, "a map of texts")(node, path, walk);
  const said = Object.keys(found ?? {}).map(sameText);
  const twice = said.find((text, i) => said.indexOf(text) !== i);
  return twice === undefined ? found : walk.wrong(node, path, `one entry for '${twice}', as case does not count`);
};

/** The column that stands in for an empty cell: its name, or a map. */
const fallback: ReadNode<string | ReadColumn> = (node, path, walk) => {
  const bare = textOf(node);
  if (bare !== undefined) return bare;
  const found = walk.record(node, path, { from: text, if_empty: fallback, where: filter, ...named }, "the name of a column, or a map: {from: End, where: {…}}");
  if (found === undefined) return undefined;
  const { from, ...others } = found;
  return from === undefined ? walk.wrong(node, path, "the name of a column, or a map: {from: End, where: {…}}") : { from, ...others };
};

const shape = '{const: …}, {from: column}, {from: column, values: {…}}, {from: column, months: 12}, or the name of a column';

const source: ReadNode<FieldSource> = (node, path, walk) => {
  const bare = textOf(node);
  if (bare !== undefined) return { from: bare };
  const readers = { const: text, from: text, if_empty: fallback, where: filter, not_before: oneOf("start_date"), values: lookup, otherwise: mayBeEmpty, minor_places: whole(1, 4), months: termMonths, days: whole(-3660, 3660), ...named };
  const before = walk.problems.length;
  const found = walk.record(node, path, readers, shape);
  if (found === undefined || walk.problems.length > before) return undefined;
  const { const: constant, from, values, otherwise, minor_places, months, days, ...column } = found;
  if (constant !== undefined) return Object.keys(found).length === 1 ? { const: constant } : walk.wrong(node, path, shape);
  if (from === undefined) return walk.wrong(node, path, shape);
  if (otherwise !== undefined && values === undefined) return walk.wrong(node, path, "otherwise only beside values");
  if (months === undefined && days === undefined) {
    return { from, ...column, ...(values === undefined ? {} : { values }), ...(otherwise === undefined ? {} : { otherwise }), ...(minor_places === undefined ? {} : { minor_places }) };
  }
  if (values !== undefined || minor_places !== undefined) return walk.wrong(node, path, "either a date that is shifted (months, days) or a lookup (values), not both");
  return { from, ...column, ...(months === undefined ? {} : { months }), ...(days === undefined ? {} : { days }) };
};

/** Keys are columns of a line or attributes that the product knows; any other attribute is written `attribute:NAME`. */
const columns: ReadNode<Record<string, FieldSource>> = (node, path, walk) => {
  const pairs = walk.pairs(node, path, "a map with one entry for each column of a line");
  const found: Record<string, FieldSource> = {};
  for (const { name, key, value } of pairs ?? []) {
    const field = fieldNamed(name);
    if (field === undefined) walk.unknownKey(key, `${path} (an attribute of another name is written attribute:NAME)`, allFields);
    const got = source(value ?? key, `${path}.${name}`, walk);
    if (field === undefined || got === undefined) continue;
    if (field in found) walk.wrong(key, `${path}.${name}`, `only one entry for ${field}`);
    if ("const" in got && isDateField(field) && got.const !== "" && !isDate(got.const)) walk.wrong(isMap(value) ? (value.get("const", true) as Node) : value, `${path}.${name}`, "a date, as 2024-01-01");
    if (("months" in got || "days" in got) && !isDateField(field)) walk.wrong(value, `${path}.${name}`, "months and days only where the column is a date");
    if ("minor_places" in got && !isNumberField(field)) walk.wrong(value, `${path}.${name}`, "minor_places only where the column is a number");
    if ("not_before" in got && field !== "end_date") walk.wrong(value, `${path}.${name}`, "not_before only where the column is end_date");
    found[field] = got;
  }
  return pairs === undefined ? undefined : found;
};

const zone: ReadNode<string> = (node, path, walk) => {
  const said = text(node, path, walk);
  if (said === undefined) return undefined;
  try {
    new Intl.DateTimeFormat("en", { timeZone: said });
    return said;
  } catch {
    return walk.wrong(node, path, "an IANA zone, as UTC or Europe/Berlin");
  }
};

const encoding: ReadNode<string> = (node, path, walk) => {
  const said = text(node, path, walk);
  return said === undefined || isEncoding(said) ? said : walk.wrong(node, path, "an encoding, as windows-1252");
};

const attributes: ReadNode<"all" | "none" | string[]> = (node, path, walk) => (isScalar(node) ? oneOf("all", "none")(node, path, walk) : listOf(text, "all, none, or a list of columns", 0)(node, path, walk));

const keys: Record<string, ReadNode<unknown>> = {
  name: text,
  known_by: listOf(texts, "a list of lists of columns, as [[Customer ID, Interval]]"),
  beside: texts,
  sheet: text,
  header_row: whole(1, 100_000),
  encoding,
  date_order: oneOf("dmy", "mdy", "ymd"),
  decimal: oneOf(".", ","),
  amounts_in: oneOf("cents", "units", "thousands", "millions"),
  end_convention: oneOf("exclusive", "inclusive"),
  time_zone: zone,
  columns,
  attributes,
  fill_down: listOf(text, "a list of columns", 0),
  rows: listOf(filter, "a list of filters", 0),
  notice: listOf(filter, "a list of filters", 0),
  key: texts,
  years: texts,
  grid,
};

/** What no key shows by itself: a line needs these, a grid brings some of them. */
function checkTogether(profile: Profile, top: Node, walk: Walk): void {
  for (const field of neededFields(profile)) {
    if (!(field in profile.columns)) walk.problems.push(problem("profile-field-missing", { field }, walk.placeOf(nodeAt(top, ["columns"]) ?? top)));
  }
  if (profile.grid === undefined) return;
  for (const field of givenByGrid(profile.grid)) {
    if (field in profile.columns) walk.wrong(nodeAt(top, ["columns", field]), `columns.${field}`, "nothing: the grid gives it");
  }
}

/** Columns of a line that a profile must name. */
export function neededFields(profile: Profile): string[] {
  if (profile.grid === undefined) return ["customer_id", "start_date", ...(profile.years === undefined ? ["amount"] : []), "amount_per"];
  return profile.grid.layout === "down" ? [] : profile.grid.layout === "long" ? ["customer_id", "amount"] : ["customer_id"];
}

const givenByGrid = (of: GridReading): string[] => ["line_id", "start_date", "end_date", "end_convention", "amount_per", ...(of.layout === "long" ? [] : ["amount"]), ...(of.layout === "down" ? ["customer_id"] : [])];
