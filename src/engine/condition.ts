/** Conditions of `--where`: COL=a,b keeps these values, COL!=a all others, COL>=100 compares, COL~text contains. */
import { problem, type Problem } from "../domain/problem.js";

const ops = ["=", "!=", ">=", "<=", ">", "<", "~"] as const;

export interface Condition {
  column: string;
  op: (typeof ops)[number];
  values: string[];
}

/** Reads the conditions of one question; what can't be read is added to `problems`. */
export function readConditions(texts: string[] | undefined, problems: Problem[]): Condition[] {
  return (texts ?? []).flatMap((text) => {
    const [, column = "", spelled, rest = ""] = /^\s*([^=!<>~]+?)\s*(!=|>=|<=|=|>|<|~)(.*)$/s.exec(text) ?? [];
    const op = ops.find((known) => known === spelled);
    if (op === undefined) {
      problems.push(problem("param-value", { param: "where", value: text, expected: "a condition such as segment=ENT,MM or quantity>=10" }));
      return [];
    }
    const values = op === "=" || op === "!=" ? rest.split(",").map((value) => value.trim()) : [rest.trim()];
    return [{ column, op, values }];
  });
}
