/** What the name of a column says of the amounts in it: what span they are the price of, and whether of one unit or of the whole line. */
import type { AmountPer } from "../../domain/contract.js";
import { wordsOf } from "../loose.js";
import type { ColumnLook } from "./column-look.js";

export interface AmountName {
  /** Undefined where the name does not say. */
  per: AmountPer | undefined;
  /** The price of one unit; `line` is the whole line's; undefined where the name does not say. */
  of: "unit" | "line" | undefined;
  sureness: number;
}

const NO_AMOUNT = / (?:tax|vat|gst|discount|exchange|fx|rate id|balance|paid|refund|refunded|probability|credit|due|expected|budget|count|id|date|day|on|name|code|cycle|cycles|frequency|interval|term|terms|percent|pct|growth|delta|change|new|expansion|contraction|churn|churned|lost|downgrade|upgrade|upsell|previous|prior|old|last|opening|closing|add|addon|addons|ons|setup|install|installation|onboarding|implementation|tenure|employees|trailing|months?|type|status|currency|method|company|annualrevenue) /;
const perWords: readonly [RegExp, AmountPer, number][] = [
  [/ (?:mrr|cmrr) /, "month", 0.95],
  [/ (?:arr|carr) | annual(?:ly)? recurring revenue /, "year", 0.95],
  [/ monthly recurring revenue /, "month", 0.95],
  [/ acv | annual contract value /, "year", 0.9],
  [/ tcv | total contract value | total commit value /, "term", 0.9],
  [/ quarterly | per quarter | qrr /, "quarter", 0.9],
  [/ (?:semi annual|half yearly|semiannual) /, "half_year", 0.85],
  [/ monthly | per month | per mo | a month | monthlycharges | month (?:fee|price|amount|charge) | (?:price|fee|cost|amount|rate) (?:a |per )?(?:month|mo) /, "month", 0.85],
  [/ (?:annual|annualised|annualized|yearly) | per (?:year|yr|annum) | a year | pa $| p a | (?:price|fee|cost|amount|rate) (?:a |per )?(?:year|yr) /, "year", 0.85],
  [/ (?:monatlich|monats(?:wert|betrag|preis|gebühr|umsatz))\p{L}* /u, "month", 0.9],
  [/ (?:jährlich|jahres(?:wert|betrag|preis|gebühr|umsatz))\p{L}* /u, "year", 0.9],
  [/ weekly | per week /, "week", 0.85],
  [/ daily | per day /, "day", 0.85],
  [/ contract (?:value|amount|price|total) | (?:total|totals|total value|total price|total amount|grand total|totalvalue|deal value|deal size|deal amount|order value|order total|order amount|booking amount|bookings|opportunity amount|commit value|commitment|line total) $/, "term", 0.8],
];
const MONEY = / (?:amount|amounts|price|prices|pricing|fee|fees|value|charge|charges|revenue|cost|net|subtotal|mrr|arr|cmrr|carr|acv|tcv|subscription|recurring|license|licence|spend|amt|betrag|preis) /;
const UNIT = / (?:unit|each|seat|user|licen[cs]e|agent|device|list|listprice|sales) (?:price|fee|cost|amount|rate|mrr|arr) | (?:price|fee|cost|rate|amount|mrr|arr) (?:per|each|a) (?:seat|user|licen[cs]e|unit|agent|device) | per (?:seat|user|licen[cs]e|unit|agent|device) | unit amount /;

/** Names under which a plain number is money and no day: `ARR at start`. */
export const isMoneyNamed = (words: string): boolean => / (?:amount|price|fee|value|charges?|revenue|mrr|arr|acv|tcv) /.test(words) && !/ date /.test(words);

/** Undefined where the name is that of no amount. */
export function amountNameOf(look: ColumnLook): AmountName | undefined {
  const said = look.name.includes("/") ? ` ${wordsOf(look.name.replaceAll("/", " per ")).join(" ")} ` : look.words;
  const words = look.currency === undefined ? said : said.replace(` ${look.currency.toLowerCase()} `, " ");
  const unit = UNIT.test(words) ? "unit" : undefined;
  const bare = unit === undefined ? words : words.replace(/ (?:per|each|a) (?:seat|user|licen[cs]e|unit|agent|device) /, " ");
  for (const [pattern, per, sureness] of perWords) {
    if (!pattern.test(bare)) continue;
    const named = sureness > 0.85 || per === "term" || MONEY.test(bare) || / rate /.test(bare) || /^ (?:monthly|annual|yearly|quarterly|weekly|daily|annually) $/.test(bare);
    if (!named || NO_AMOUNT.test(bare.replace(pattern, " ").replace(MONEY, " "))) continue;
    // A company's revenue of a year is not what it pays.
    if (/ annual revenue /.test(bare)) return { per, of: undefined, sureness: 0.3 };
    return { per, of: unit ?? "line", sureness };
  }
  if (!MONEY.test(bare) || NO_AMOUNT.test(bare)) return undefined;
  if (unit !== undefined) return { per: undefined, of: unit, sureness: 0.75 };
  return { per: undefined, of: / price /.test(bare) ? "unit" : undefined, sureness: / (?:amount|price|fee|value|betrag) /.test(bare) ? 0.6 : 0.5 };
}
