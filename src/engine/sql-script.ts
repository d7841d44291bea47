/** The SQL of a report as a script that DuckDB runs on the book itself: the tables, what the query calls, the query with its values. */
import { constants, questionFiles } from "./connection.js";
import { decidedFiles } from "./derive.js";
import { readsSold, soldFiles, soldSteps } from "./sold.js";
import { sqlFile } from "./sql-file.js";
import { supposingStatements } from "./suppose.js";

export interface Asked {
  sql: string;
  params: Record<string, unknown>;
}

export interface ScriptOptions {
  /** The book that it is run on. */
  book: string;
  /** Said above all else, such as that there is no such book yet. */
  remarks: readonly string[];
  /** The checks or questions, whose statements stand one below the other and read some relations that are not kept. */
  isChecks: boolean;
}

const views = [...decidedFiles, "derive/present_line", "derive/cell_facts"] as const;

/** What the checks read beside the book: its lines under the policy, and what those would carry that are in no figure. */
const relationsOfChecks = (params: Record<string, unknown>): string[] => [
  ...views.map((name) => sqlFile(name)),
  ...[...supposingStatements(), { sql: sqlFile("question/written_line"), params }, { sql: sqlFile("ask/choice"), params }].map((part) => filled(part.sql, part.params)),
];

/** What the query reads of lines that ARR leaves out, too. */
const relationsOfSold = ({ sql, params }: Asked): string[] => [
  ...soldSteps().map((part) => filled(part.sql, part.params)),
  ...soldFiles({ sql, isComputed: isComputed(params), isOfGroups: isOfGroups(params) }).map((name) => filled(sqlFile(name), params)),
];

const isComputed = ({ computed }: Record<string, unknown>): boolean => (computed ?? "[]") !== "[]";

const isFiltered = ({ where }: Record<string, unknown>): boolean => (where ?? "[]") !== "[]";

/** A cut by columns, conditions or products, whose macros take the place of those of the whole. */
const isOfGroups = ({ by, where, level }: Record<string, unknown>): boolean => (by ?? "[]") !== "[]" || isFiltered({ where }) || level === "customer_product";

/** Amounts come out in whole minor units and ratios in millionths, as the SQL reckons them. */
export function scriptOf({ sql, params }: Asked, { book, remarks, isChecks }: ScriptOptions): string {
  const called = [
    sqlFile("number"), sqlFile("macro"), sqlFile("formula"), sqlFile("figure"), ...(isChecks ? relationsOfChecks(params) : views.map((name) => sqlFile(name))),
    ...questionFiles.map((name) => sqlFile(`question/${name}`)), ...(isComputed(params) ? [filled(sqlFile("question/cut_computed"), params)] : []), ...(isOfGroups(params) ? [sqlFile("question/by_group")] : []), ...(isFiltered(params) ? [sqlFile("question/kept_cut")] : []),
    ...(readsSold(sql) ? relationsOfSold({ sql, params }) : []),
  ];
  return [
    "-- A script for DuckDB 1.5 or newer: pipe it into `duckdb`. It reads the book and changes nothing.",
    "-- Amounts come out in the minor units of the currency (cents), ratios in millionths.",
    ...remarks.map((remark) => `-- ${remark}`),
    "",
    "-- 1. The book",
    `attach ${literal(book)} as book (type duckdb, read_only);`,
    "use book;",
    "",
    "-- 2. What the query calls",
    filled(sqlFile("constant"), constants()).trimEnd(),
    ...called.map((sql) => sql.trimEnd()),
    "",
    "-- 3. The query",
    ...(isChecks ? commentedStatements(sql) : [sql.trim()]).map((statement) => prepared(statement, params)),
    "",
  ].join("\n");
}

function prepared(statement: string, params: Record<string, unknown>): string {
  const named = Object.entries(params).filter(([name]) => new RegExp(`\\$${name}\\b`).test(statement));
  const values = named.map(([name, value]) => `"${name}" := ${literal(value)}`).join(",\n  ");
  return `prepare question as\n${statement}\nexecute question${values === "" ? "" : `(\n  ${values}\n)`};\ndeallocate question;`;
}

/** Every check is a text of its own that ends with the only semicolon at an end of line. */
const commentedStatements = (sql: string): string[] => sql.split(/(?<=;)\n/).map((statement) => statement.trim()).filter((statement) => statement !== "");

const filled = (sql: string, params: Record<string, unknown>): string => sql.replace(/\$(\w+)/g, (_, name: string) => literal(params[name]));

function literal(value: unknown): string {
  if (value === null || value === undefined) return "null";
  return typeof value === "number" || typeof value === "boolean" ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
}
