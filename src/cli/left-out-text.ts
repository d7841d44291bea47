/** What of a file is in no ARR, with its money, and why rows were passed over. */
import type { LeftOutOfArr } from "../engine/import-account.js";
import type { OutcomeMoney } from "../engine/land.js";
import { grouped } from "../export/number-text.js";
import { widthOfProse, type Page } from "../export/text.js";
import { visible } from "../export/visible.js";
import { wrapLines } from "../export/wrap.js";

const mostLeftOut = 8;

export const ignoredText: Record<string, string> = {
  blank: "empty", no_amount: "without an amount", repeated: "repeated", totals: "totals", subtotal: "subtotals", repeated_header: "headers again", note: "notes", other_list: "of another list", below_total: "below the total", filtered: "filtered out",
};

const reasons: Record<LeftOutOfArr["reason"], string> = {
  kind_rules: "kind_rules", include_kinds: "not in include_kinds", plan: "partial_year or sub_annual_plans", empty: "start and end on one day", rate: "no exchange rate",
  decision: "by decision; `annua questions --status decided` lists them",
};

/** "services: 14 rows, USD 212,000.00 per term (kind_rules: Setup fee, Training)" */
export function* leftOutText(leftOut: readonly LeftOutOfArr[], page: Page): Generator<string> {
  if (leftOut.length === 0) return;
  yield `\n${page.paint("bold", "Left out of ARR")}\n`;
  for (const one of leftOut.slice(0, mostLeftOut)) {
    const why = `${reasons[one.reason]}${one.products.length === 0 ? "" : `: ${one.products.join(", ")}`}`;
    const text = `${one.kind}: ${grouped(String(one.rows))} row${one.rows === 1 ? "" : "s"}, ${one.money.flatMap(moneyText).join("; ")} as written (${why})`;
    for (const line of wrapLines(`-  ${visible(text)}`, page.width ?? widthOfProse)) yield `${line}\n`;
  }
  if (leftOut.length > mostLeftOut) yield `… and ${grouped(String(leftOut.length - mostLeftOut))} more kinds; --format json has all.\n`;
}

const perText: Record<string, string> = { half_year: "half-year" };

export function moneyText({ currency, amount_per, sum }: OutcomeMoney): string[] {
  if (sum === null) return [];
  const per = amount_per === "" ? "" : ` per ${perText[amount_per] ?? amount_per}`;
  return [`${currency} ${grouped(sum)}${per}`.trim()];
}

