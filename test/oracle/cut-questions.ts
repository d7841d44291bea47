import type { Question } from "./answers.js";
import { METHODS } from "./answers.js";
import type { RandomBook } from "./book-arbitrary.js";
import type { Cut } from "./cut.js";
import { dayBefore, type Method } from "./index.js";

/**
 * What is asked of a random book about groups, conditions and products: of each range with each method one of the three, so that three
 * ranges show every pair; in the long run all three.
 */
export function cutQuestionsFor({ questions: { ranges, cuts, productCut } }: RandomBook): Question[] {
  return ranges.flatMap(({ from, to }, at) => {
    const cut = cuts[at % cuts.length] as Cut;
    return METHODS.flatMap((method, turn): Question[] => {
      const every = [waterfall(from, to, method, cut), waterfall(from, to, method, productCut), logos(from, to, method, cut)];
      return process.env["ANNUA_LONG"] === "1" ? every : [every[(at + turn) % every.length] as Question];
    });
  });
}

function waterfall(from: string, to: string, method: Method, cut: Cut): Question {
  return { command: `annua waterfall ${words(from, to, method, cut)}`, ask: (answers) => answers.waterfallBy(from, to, method, cut) };
}

function logos(from: string, to: string, method: Method, cut: Cut): Question {
  return { command: `annua logos ${words(from, to, method, cut)}`, ask: (answers) => answers.logosBy(from, to, method, cut) };
}

function words(from: string, to: string, method: Method, { by, where, level }: Cut): string {
  const groups = by.length > 0 ? ` --by ${by.join(",")}` : "";
  const conditions = where.map(({ column, value }) => ` --where '${column}=${value}'`).join("");
  return `contracts.csv -T --from ${from} --to ${dayBefore(to)} --method ${method}${groups}${conditions}${level ? ` --level ${level}` : ""}`;
}
