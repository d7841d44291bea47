/** Alerts: rules of the catalogue, each one query that finds whom it fires for. */
import { alertRules, severities, type AlertRule } from "../catalogue/alerts.js";
import type { ReportRow } from "../catalogue/result.js";
import { addDays, addMonths } from "../domain/calendar.js";
import { decimalText } from "../domain/money.js";
import { nearest, problem, ProblemError } from "../domain/problem.js";
import { readDecimal } from "../domain/rational.js";
import { alertParams, millionths } from "./alert-sql.js";
import type { Database, Row, SqlParams } from "./database.js";
import { knownColumns } from "./group-column.js";
import type { Question } from "./question.js";
import { bindCut } from "./run.js";
import { sqlFile } from "./sql-file.js";

/** What other reports tell of the day, in whole minor units: what hangs on open questions, and usage beside the commitment of each customer. */
export interface AlertFacts {
  stakes: () => Promise<{ subject: string; stake: string }[]>;
  usage: () => Promise<{ customer: string; usage_arr: string | null; committed: string }[]>;
}

export async function alertRows(db: Database, question: Question, places: number, currency: string, facts: AlertFacts): Promise<ReportRow[]> {
  const rules = chosenRules(question.params["rules"] as string[] | undefined);
  const by = await groupsOf(db, question.get("groups") as string | undefined);
  const params: SqlParams = { ...alertParams(question.on), by: JSON.stringify(by) };
  const has = (name: string): boolean => rules.some((rule) => rule.name === name);
  if (has("open_question")) params["stakes"] = JSON.stringify(await facts.stakes());
  if (has("usage_over_commitment")) params["usage"] = JSON.stringify(await facts.usage());
  // asking these cut by something else
  await bindCut(db, { ...question, by, where: [], computed: [] }, { ...params, periods: params["quarters"]! });
  const rows: ReportRow[] = [];
  for (const rule of rules) {
    const period = periodOf(rule, question.on);
    const found = await db.rows(`select * from (${queryOf(rule)}) order by abs(figure) desc, subject`, { ...params, threshold: millionths(rule.threshold) });
    rows.push(...found.map((row) => ({ ...rowOf(rule, row, places, currency), customer: String(row["customer"] ?? ""), period })));
  }
  return rows;
}

/** The days that a figure is of. */
function periodOf({ span }: AlertRule, on: string): string {
  if (span === undefined) return on;
  return `${span === "month" ? `${on.slice(0, 7)}-01` : addMonths(addDays(on, 1), -span)}/${on}`;
}

const queryOf = ({ name }: AlertRule): string => sqlFile(`alert/${name}`).trim().replace(/;$/, "");

/** Rules in the order of severity; a word may give one a threshold of its own. */
export function chosenRules(words: readonly string[] | undefined): AlertRule[] {
  const chosen = words === undefined ? [...alertRules] : words.map(ruleOf);
  return chosen.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

function ruleOf(word: string): AlertRule {
  const [name = "", threshold] = word.split("=").map((part) => part.trim());
  const names = alertRules.map((rule) => rule.name);
  const rule = alertRules.find((each) => each.name === name);
  const near = nearest(name, names);
  if (rule === undefined) throw new ProblemError([problem("param-value", { param: "rules", value: word, expected: names.join(", "), ...(near === undefined ? {} : { nearest: near }) })]);
  if (threshold === undefined) return rule;
  if (!/^\d{1,6}(\.\d{1,6})?$/.test(threshold)) throw new ProblemError([problem("param-value", { param: "rules", value: word, expected: `${name} with a plain number behind it, such as ${name}=${rule.threshold}` })]);
  return { ...rule, threshold };
}

async function groupsOf(db: Database, said: string | undefined): Promise<string[]> {
  const { names, computed } = await knownColumns(db);
  const known = names.filter((name) => !computed.includes(name));
  if (said === undefined) return known.includes("segment") ? ["segment"] : [];
  if (!known.includes(said)) throw new ProblemError([problem("column-unknown", { column: said, known, nearest: nearest(said, known) })]);
  return [said];
}

function rowOf({ name, severity, unit, threshold, sentence, what_to_do, when_said = what_to_do }: AlertRule, row: Row, places: number, currency: string): ReportRow {
  const said = row["expected"];
  const shown = (value: Row[string] | undefined): string | null => (value === null || value === undefined ? null : decimalText(BigInt(String(value)), unit === "money" ? places : 6));
  return {
    severity, alert: name, subject: String(row["subject"]), figure: shown(row["figure"]), threshold: shown(row["threshold"]), unit: unit === "money" ? currency : unit,
    sentence: `${sentence.replace("{threshold}", wordOf(threshold, sentence))}${typeof said === "string" ? ` Expected is: ${said}.` : ""}`, what_to_do: typeof said === "string" ? when_said : what_to_do,
  };
}

/** A multiple as it is, a share in percent. */
const wordOf = (threshold: string, sentence: string): string => (sentence.includes("{threshold} times") ? threshold : `${readDecimal(threshold)!.times(readDecimal("100")!).toFixed(4).replace(/\.?0+$/, "")} %`);
