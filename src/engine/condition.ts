/** Conditions of `--where`: COL=a,b keeps these values, COL!=a all others, COL>=100 compares, COL~text contains. */
import { problem, type Problem } from "../domain/problem.js";

export interface Condition {
  column: string;
  op: "=" | "!=" | ">=" | "<=" | ">" | "<" | "~";
  values: string[];
}

/** Reads the conditions of one question; what can't be read is added to `problems`. */
export function readConditions(texts: string[] | undefined, problems: Problem[]): Condition[] {
  return (texts ?? []).flatMap((text) => {
    const match = /^\s*([^=!<>~]+?)\s*(!=|>=|<=|=|>|<|~)(.*)$/s.exec(text);
    if (!match) {
      problems.push(problem("param-value", { param: "where", value: text, expected: "a condition such as segment=ENT,MM or quantity>=10" }));
      return [];
    }
    const [, column, op, rest] = match as unknown as [string, string, Condition["op"], string];
    const values = op === "=" || op === "!=" ? rest.split(",").map((value) => value.trim()) : [rest.trim()];
    return [{ column, op, values }];
  });
}
