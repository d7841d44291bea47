/** Inputs that figures of an answer hang on and nobody told: named with their periods, never guessed. */
import type { NeededInput } from "../catalogue/define.js";
import { problem, type Problem } from "../domain/problem.js";
import type { Database, SqlParams } from "./database.js";
import type { Question } from "./question.js";
import { sqlFile } from "./sql-file.js";

/** What one period or several lack, together: one problem for all measures that lack in the same periods. @param groups those that the answer shows */
export async function missingInputs(db: Database, { report, get }: Pick<Question, "report" | "get">, params: SqlParams, groups: readonly (readonly string[])[]): Promise<Problem[]> {
  const { inputs = [] } = report;
  if (inputs.length === 0 || groups.length === 0) return [];
  const needs = inputs.map((need, at) => ({ need_no: at, measures: measuresOf(need, get), is_before: need.isBefore === true }));
  const rows = await db.rows(sqlFile("question/missing_input"), { ...params, needs: JSON.stringify(needs), groups: JSON.stringify(groups) });
  const alike = new Map<string, { measures: string[]; figures: string[]; periods: string[]; groups: string[] }>();
  for (const row of rows) {
    const at = Number(row["need_no"]);
    const [periods, lacking] = [row["periods"] as string[], (row["lacking_groups"] as string[]).filter((name) => name !== "")];
    const key = JSON.stringify([periods, lacking]);
    const told = alike.get(key) ?? { measures: [], figures: [], periods, groups: lacking };
    told.measures.push(row["measure"] === null ? needs[at]!.measures.join(" or ") : String(row["measure"]));
    told.figures.push(...inputs[at]!.of);
    alike.set(key, told);
  }
  return [...alike.values()].map((told) => problem("input-missing", { ...told, measures: [...new Set(told.measures)], figures: [...new Set(told.figures)] }));
}

function measuresOf({ measures, param }: NeededInput, get: Question["get"]): readonly string[] {
  const chosen = param === undefined ? undefined : get(param);
  return typeof chosen === "string" ? measures.filter((measure) => measure.startsWith(`${chosen}_`)) : measures;
}
