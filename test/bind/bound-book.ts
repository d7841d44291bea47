/** A small book on the real engine with every relation of the model left standing: what was landed, all stages, all questions. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lineColumns } from "../../src/domain/contract.js";
import { readPolicy } from "../../src/domain/policy.js";
import { ProblemError } from "../../src/domain/problem.js";
import { probe } from "../../src/sources/source.js";
import { openBookFile } from "../../src/engine/book-file.js";
import { questionKinds, type QuestionKind } from "../../src/catalogue/questions.js";
import type { Database, SqlParams } from "../../src/engine/database.js";
import { bindQuestions, bindView, decidedFiles, deriveFacts, setPolicyTables, stages, storedRelations } from "../../src/engine/derive.js";
import { judgeRows, keepRows } from "../../src/engine/land.js";
import { policyParameter } from "../../src/engine/policy-tables.js";
import { columnsOf, rowsOfProbe } from "../../src/engine/row-set.js";
import { statementsOf } from "../../src/engine/macros.js";
import { questionFiles } from "../../src/engine/connection.js";
import { soldFiles, soldSteps } from "../../src/engine/sold.js";
import { sqlFile } from "../../src/engine/sql-file.js";
import { filesUnder } from "../tidy/source-file.js";

/** Every rule that has a stage of its own has something to do: overlap, gap, ramp, discount, replacement, run-on, acquisition, currency. */
const lines = `line_id,customer_id,product,kind,start_date,end_date,amount,amount_per,currency,contract_id,replaces,discount_percent,discount_until,auto_renew,origin,quantity,segment
L1,acme,Core,recurring,2024-01-01,2025-01-01,12000,term,,C1,,,,,,1,SMB
L2,acme,Core,recurring,2025-01-01,2026-01-01,18000,term,,C1,,,,,,1,SMB
L3,acme,Add-on,recurring,2024-06-01,,100,month,EUR,,,50,2024-09-01,,,2.5,ENT
L4,bolt,Core,recurring,2024-01-01,2024-12-01,10,week,,,,,,true,,1,SMB
L5,bolt,Core,recurring,2024-11-01,2025-11-01,12,day,,,,,,,,1,SMB
L6,corp,Core,recurring,2024-03-31,2024-07-01,900,term,,,,,,,acquisition,1,ENT
L7,corp,Core,recurring,2024-07-15,2025-07-15,800,quarter,,,,,,,,1,ENT
L8,corp,Core,recurring,2025-01-01,2025-07-15,850,quarter,,,L7,,,,,1,ENT
L9,dune,Setup fee,,2024-03-31,,5000,term,,,,,,,,1,ENT
`;

export const policy = readPolicy({ overlap: "latest_start", grace_days: 30, expired: "renewed_if_auto_renew", ramp: "average", churn_date: "last_day", term_snap_days: 3, fx: { rates: { EUR: "1.1" } } }).policy;

export interface BoundBook {
  db: Database;
  /** A value for every parameter of every SQL text; null where nothing depends on it. */
  params: SqlParams;
  close(): void;
}

export async function boundBook(): Promise<BoundBook> {
  const folder = mkdtempSync(join(tmpdir(), "annua-bind-"));
  const path = join(folder, "lines.csv");
  writeFileSync(path, lines);
  const db = await openBookFile(":memory:", { create: true });
  await setPolicyTables(db, policy);
  await landEverything(db, path);
  await deriveEverything(db);
  for (const name of ["doubtful_line", "supposed_line", "carried_on"]) await db.runFile(`suppose/${name}`);
  await db.runFile("ask/choice");
  const closed = { last_import: 1, close_id: 1, from_date: "2024-01-01", to_date: "2025-01-01", cut: "[]", places: "[]" };
  for (const name of ["closed_figure", "state_line", "then_version", "restated_version", "state_change", "restated_line", "restated_part"]) await db.runFile(`close/${name}`, closed);
  for (const name of ["stated", "settled", "right_figure", "near_balance"]) await db.runFile(`verify/${name}`, paramsOf(path));
  for (const name of filesUnder("src/sql/question", ".sql").map((file) => file.slice("src/sql/".length, -".sql".length))) {
    if (!(questionFiles as readonly string[]).includes(name.slice("question/".length))) await db.runFile(name, paramsOf(path));
  }
  for (const { sql } of soldSteps()) await db.run(sql);
  for (const name of [...soldFiles({ sql: sqlFile("report/revenue"), isComputed: false, isOfGroups: false }), "sold/place_plain", "sold/place_computed"]) await db.runFile(name, paramsOf(path));
  return { db, params: paramsOf(path), close: () => (db.close(), rmSync(folder, { recursive: true })) };
}

async function landEverything(db: Database, path: string): Promise<void> {
  const outcome = await probe(path);
  if ("problems" in outcome) throw new ProblemError(outcome.problems);
  const rows = rowsOfProbe(outcome.probe);
  const judgement = await judgeRows(db, { rows, match: columnsOf(rows, undefined), filled: await rows.fill(db) });
  if (judgement.used !== 9) throw new Error(`the small book is not read whole: ${JSON.stringify(judgement.rejects)}`);
  await db.runFile("land/missing_line", { names: '["lines.csv"]' });
  await db.runFile("land/customer_row", { customer_at: 2, from_at: null, names: '[{"name": "segment", "at": 17}]' });
  await keepRows(db, 1, null);
  await db.runFile("land/touched", { import_id: 1 });
}

async function deriveEverything(db: Database): Promise<void> {
  await db.runFile("derived");
  await bindView(db);
  await bindQuestions(db);
  // each of them, whether anything names it or not
  for (const name of ["number", "macro", "formula", "figure", "land/macro", ...questionFiles.map((file) => `question/${file}`)]) await db.runFile(name);
  await deriveFacts(db);
  await db.runFile("derive/scope");
  for (const stage of stages) await db.runFile(`derive/${stage}`);
  for (const relation of storedRelations) await db.runFile(`store/${relation}`, { sign: 1 });
}

function paramsOf(path: string): SqlParams {
  const periods = JSON.stringify([{ period_no: 1, period: "2024", from_date: "2024-01-01", to_date: "2025-01-01" }]);
  const cohorts = JSON.stringify([{ cohort_no: 1, cohort: "2024", from_date: "2024-01-01", to_date: "2025-01-01", own_look: 1, period_no: 1 }]);
  const looks = JSON.stringify([{ look_no: 1, from_date: "2024-01-01", to_date: "2025-01-01", period_no: 1 }]);
  const known: SqlParams = {
    cohorts, looks, measure: "nrr", bands: null, owner: "csm", since: null, list: "tiers",
    periods, on: "2024-12-31", by: "[]", cut_by: "[]", where: "[]", computed: '["tier"]', basis: "kinds", unit: "money", top: 10, merges: false, method: "net", level: "customer", policy: policyParameter(policy), currencies: "[]", measures: "[]", needs: '[{"need_no": 0, "measures": ["revenue"], "is_before": false}]', groups: "[[]]", path, delimiter: ",",
    compression: "none", columns: lines.split("\n")[0]!.split(",").map((_, index) => `c${index}`), limit: 10, percent: 25, names: "[]", customer_at: 2, from_at: null, known_on: "2024-12-31", last_import: 1, last_decision: 1, close_id: 1, closes: "[1]", cut: "[]", places: "[]", from: "2024-01-01", to: "2025-01-01", step: 0, state: "before", look: "in use", is_retold: false, compared: "[]", reports: "[]", one: "reported", other: "now", cuts: "[]", rows: "[]", figures: "{}", kinds: "[]", period: "2024", from_date: "2024-01-01", to_date: "2025-01-01", currency: "USD", policy_hash: "", data_hash: "", decisions_hash: "", model_hash: "", version: "1",
    arr_before: "1", lines_before: "1", arr_ended: "0", lines_ended: "0", arr_after: "2", arr_used: "2", lines_used: "1", after: 0, most: 10, source: "lines.csv", import_id: 1, change_id: 2, sign: 1, line_ids: "[]", now: "2025-01-01 00:00:00",
    scopes: '[{"scope_no": 1, "customer_key": 1}]', questions: '[{"question_no": 1, "customers": [1], "sets": [{"target": "line", "target_id": "L2", "field": "left_out"}]}]',
    quarters: periods, year: periods, ahead: periods, stakes: '[]', usage: '[]', threshold: '1', multiples: '["5"]', sensitivity: '["10"]', asked: "[]", cells: "[]", board: '[{"period_no": 1}]', told: "[]", states: "[]", beside: "[]", nothing: "[]", known: "[]", scenarios: "[]", plan: "[]", shared: "[]", parts: "[]", sets: "[]", close: "2024-11-30", decision_id: 1, deed: "answer", question_kind: "ended", question: "Q", subject: "S", choice: "churned", until: "",
    past: periods, sure: "0.9", planned: '[{"period": "2024-01", "new": "100", "expansion": null}]', note: "", made_by: "", customer_id: "", amount: "", from_on: "", customer: "acme", text: "ac", fields: JSON.stringify({ ...Object.fromEntries(lineColumns.map((column) => [column, 1])), description: 1, attributes: [1], attribute_names: ["segment"] }),
  };
  return new Proxy(known, { get: (values, name) => values[String(name)] ?? null });
}


/** Names of the SQL texts as the engine calls them: derive/arr_line. */
/** All but those of the accounts, which stand in a file of their own: test/http/accounts.test.ts binds them. */
export const sqlNames = (): string[] => filesUnder("src/sql", ".sql").map((path) => path.slice("src/sql/".length, -".sql".length)).filter((name) => !name.startsWith("accounts/"));

const isQuery = (statement: string): boolean => /^(with|select|from)\b/i.test(statement);

export interface EngineColumn {
  table: string;
  name: string;
  type: string;
}

/** What has to be there for a text that is run in the midst of others. */
function before(name: string): [string, SqlParams][] {
  const file = (other: string, params: SqlParams = {}): [string, SqlParams] => [sqlFile(other), params];
  const { of } = (questionKinds as readonly QuestionKind[]).find((kind) => name === `ask/${kind.name}`) ?? {};
  if (of !== undefined) return [[`create or replace temp table offence as ${statementsOf(sqlFile(`check/${of}`))[0]}`, { on: "2024-12-31" }]];
  if (name === "own/own_book" || name === "own/own_scope") return [file("own/own_line", { where: "[]" })];
  if (name === "derive/group_reach") return [["create or replace temp table former_group as from customer_group", {}]];
  if (!/^decide\/(scope_line|scenario|choice|joint)/.test(name)) return [];
  if (name === "decide/scope_line") return [file("decide/standing")];
  const scopes = JSON.stringify([{ scope_no: 1, customer_key: 1, product_key: null }, { scope_no: 1, customer_key: 2, product_key: 1 }]);
  const scenarios = JSON.stringify([{ scenario_no: 1, scope_no: 1, most_rank: 9, sets: [{ target: "line", target_id: "L2", target_name: "", field: "left_out", value: "yes" }] }]);
  return [file("decide/standing"), file("decide/scope_line", { scopes, on: "2024-12-31", close: "2024-11-30" }), file("decide/scenario", { scenarios }), ...(name === "decide/scenario_worth" ? [...decidedFiles.slice(1), "derive/present_line", "derive/cell_facts", "decide/scenario_line"].map((other) => file(other)) : [])];
}

/** Runs a SQL text, looks at what it left (its rows are the table `answered`), and takes everything back. */
export async function runAndTakeBack(book: BoundBook, name: string): Promise<EngineColumn[]> {
  let columns: EngineColumn[] = [];
  // what is known on a day stands before the tables of a book, in a database of its own
  const isBeside = name.startsWith("derive/knowledge");
  if (isBeside) await book.db.run("attach ':memory:' as beside; set search_path = 'beside,book'");
  const takenBack = new Error("taken back");
  const work = async () => {
    for (const [text, params] of before(name)) await book.db.run(text, { ...params });
    for (const statement of statementsOf(sqlFile(name))) await book.db.run(isQuery(statement) ? `create or replace temp table answered as ${statement}` : statement, book.params);
    columns = await columnsNow(book.db);
    throw takenBack;
  };
  await book.db.transaction(work).catch((error: unknown) => {
    if (error !== takenBack) throw error;
  }).finally(() => (isBeside ? book.db.run("set search_path = 'book'; detach beside") : undefined));
  return columns;
}

export async function columnsNow(db: Database): Promise<EngineColumn[]> {
  const rows = await db.rows("select table_name, column_name, data_type from duckdb_columns() where not internal order by table_name, column_index");
  return rows.map((row) => ({ table: String(row["table_name"]), name: String(row["column_name"]), type: String(row["data_type"]) }));
}
