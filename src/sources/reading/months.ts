/** Headers that name months, in any spelling. */
import { wordsOf } from "../loose.js";
import type { DateOrder } from "../profile/profile.js";
import { readDate, readMonth, type DateStyle } from "./date-style.js";

export interface MonthColumn {
  column: string;
  /** Its first day. */
  month: string;
}

const styles: DateStyle[] = [{ order: "dmy" }, { order: "mdy" }, { numbers: "serial" }];

/** The headers that name months, in their order; none where two of them name one month. 01/02/2024 is read in the order that makes them different months. */
export function monthsOfHeader(header: readonly string[], order?: DateOrder): MonthColumn[] {
  const tried = order === "dmy" || order === "mdy" ? styles.filter((style) => style.order === undefined || style.order === order) : styles;
  let most: MonthColumn[] = [];
  for (const style of tried) {
    const found = header.flatMap((column) => {
      const month = monthIn(column, style);
      return month === undefined ? [] : [{ column, month }];
    });
    if (found.length > most.length && new Set(found.map((each) => each.month)).size === found.length) most = found;
  }
  return most;
}

/** The month of a header, without words such as MRR that stand beside it. */
function monthIn(header: string, style: DateStyle): string | undefined {
  const bare = header.replace(/\b(?:c?mrr|c?arr|revenue|recurring|monthly|month ending|month of|month|as of|sum of)\b/gi, " ").replace(/^[\s:_-]+|[\s:_-]+$/g, "").trim();
  const day = readMonth(bare) ?? readDate(bare, style)?.slice(0, 10);
  return day === undefined ? undefined : `${day.slice(0, 7)}-01`;
}

export type Measure = "mrr" | "arr";

/** `mrr` or `arr` if the text names one of them alone. */
export function measureIn(text: string): Measure | undefined {
  const words = ` ${wordsOf(text).join(" ")} `;
  const isMonthly = / (?:c?mrr|monthly recurring revenue) /.test(words);
  const isYearly = / (?:c?arr|annual(?:ly)? recurring revenue|annuali[sz]ed) /.test(words);
  return isMonthly === isYearly ? undefined : isMonthly ? "mrr" : "arr";
}
