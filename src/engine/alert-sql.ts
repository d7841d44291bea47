/** The queries of the alerts and what they are asked with. */
import { alertRules } from "../catalogue/alerts.js";
import { addDays, addMonths } from "../domain/calendar.js";
import { readDecimal } from "../domain/rational.js";
import type { SqlParams } from "./database.js";
import { sqlFile } from "./sql-file.js";

/** The SQL of every rule, one statement each; shown with the threshold of the first. */
export const alertSql = (): string => alertRules.map((rule) => `-- ${rule.name}: $threshold is ${millionths(rule.threshold)}\n${sqlFile(`alert/${rule.name}`)}`).join("\n");

/** The last three months and the four spans of three months before, the last twelve months, and the 90 days ahead. */
export function alertParams(on: string): SqlParams {
  const end = addDays(on, 1);
  const back = (from: number, to: number) => ({ from_date: addMonths(end, -from), to_date: to === 0 ? end : addMonths(end, -to) });
  const told = (spans: { from_date: string; to_date: string }[]): string => JSON.stringify(spans.map((span, at) => ({ period_no: at + 1, period: String(at + 1), ...span })));
  return {
    on, by: "[]", where: "[]", computed: "[]", stakes: "[]", usage: "[]", threshold: millionths(alertRules[0]!.threshold),
    quarters: told([0, 3, 6, 9, 12].map((to) => back(to + 3, to))), year: told([back(12, 0)]), ahead: told([{ from_date: end, to_date: addDays(end, 90) }]),
  };
}

/** A plain number as a whole number of millionths. */
export const millionths = (decimal: string): string => readDecimal(decimal)!.toFixed(6).replace(".", "");
