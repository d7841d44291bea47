import { nearest } from "../domain/problem.js";
import { loose, wordsOf } from "./loose.js";

/** Words by which exports call the columns that must not be missing, the most telling first. Only ever a suggestion. */
const callings: Record<string, string[]> = {
  line_id: ["line", "subscription", "contract", "opportunity", "deal", "order", "reference", "number", "id"],
  customer_id: ["customer", "account", "client", "company", "organisation", "organization", "tenant"],
  start_date: ["start", "starts", "begin", "begins", "from", "effective"],
  amount: ["amount", "price", "value", "mrr", "arr", "acv", "tcv", "fee", "total"],
  amount_per: ["per", "period", "interval", "frequency", "cadence", "cycle"],
};

/** The column of a file that is most likely meant by `field`: a slip of the pen, or a name that exports use for it. */
export function likeliestColumn(field: string, columns: string[]): string | undefined {
  const slip = nearest(loose(field), columns.filter((column) => !isCallingOfAnother(field, column)).map(loose));
  if (slip !== undefined) return columns.find((column) => loose(column) === slip);
  let best: { column: string; score: number } | undefined;
  for (const column of columns) {
    const score = scoreOf(field, column);
    if (score > (best?.score ?? 0)) best = { column, score };
  }
  return best?.column;
}

/** `Account` is no misspelt amount: it is a word for the customer. */
const isCallingOfAnother = (field: string, column: string): boolean => scoreOf(field, column) === 0 && Object.keys(callings).some((other) => other !== field && scoreOf(other, column) > 0);

function scoreOf(field: string, column: string): number {
  const telling = callings[field] ?? wordsOf(field);
  return wordsOf(column).reduce((score, word) => score + (telling.includes(word) ? telling.length - telling.indexOf(word) : 0), 0);
}
