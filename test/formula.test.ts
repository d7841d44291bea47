/** A formula of the calculator gives the same figure in SQL, where reports have it from (src/sql/formula.sql), of the same numbers. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { calc, openBook, type Book } from "../src/index.js";
import { openBookFile } from "../src/engine/book-file.js";
import type { Database } from "../src/engine/database.js";
import { decimalText } from "../src/domain/money.js";
import { formulaPage } from "../src/domain/calc/formula-sql.js";
import { Dice } from "./reading/dice.js";

let db: Database;
beforeAll(async () => {
  db = await openBookFile(":memory:", { create: true });
});
afterAll(() => db.close());

const books = Number(process.env["ANNUA_BOOKS"] ?? 40);

/** What each macro answers, in millionths or in minor units; null where it is undefined. */
async function ofReports(numbers: Record<string, string>): Promise<Record<string, string | null>> {
  const row = await db.row(
    `with given as (
       select ${Object.entries(numbers).map(([name, value]) => `cast('${value}' as hugeint) as ${name}`).join(", ")}
     ), share as (
       select *, lowered(share_of(margin_e6)) as kept_share, lowered(fraction(gone, 1000000)) as lost_share, lowered(cac_of(spend, won)) as cost from given
     ), worth as (
       select *, lowered(ltv_of(arr_per_customer_of(arr, customers), kept_share, lost_share)) as lifetime, fraction((arr - 1000000) * 100, 1000000) as growth_pct, fraction(margin_e6, 1000000) as margin_pct from share
     )
     select ratio_of(new_arr_efficiency_of(new, spend)) as new_arr_efficiency, ratio_of(magic_number_of(revenue, revenue_before, spend)) as magic_number,
       ratio_of(arr_magic_number_of(net_new, spend)) as arr_magic_number, rounded_of(cost) as cac, ratio_of(cac_payback_months_of(spend, new, kept_share)) as cac_payback_months,
       rounded_of(lifetime) as ltv, long_ratio_of(ltv_cac_of(lifetime, cost)) as ltv_cac, ratio_of(burn_multiple_of(burn, net_new)) as burn_multiple,
       ratio_of(score_of(growth_pct, margin_pct)) as score, passes_of(growth_pct, margin_pct) as passes
     from worth`,
  );
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)]));
}

const money = (minor: bigint): string => decimalText(minor, 2);
/** The last digits of a ratio are rounded away where the calculator shows fewer. */
const figureOf = (name: string, inputs: Record<string, string>, figure = name): string | null => {
  const value = calc(name, inputs).find((row) => row.figure === figure)?.value ?? null;
  return value === null ? null : String(value);
};

test("the macros are the calculator's formulas, word for word", () => {
  const folder = fileURLToPath(new URL("../src/sql/", import.meta.url));
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".sql") && name !== "formula.sql");
  const page = formulaPage(names.map((name) => readFileSync(join(folder, name), "utf8")).join("\n"));
  expect(readFileSync(join(folder, "formula.sql"), "utf8"), "run node scripts/formulas.mjs").toBe(page);
});

test("of random numbers, also where nothing was spent, won or lost", async () => {
  const dice = new Dice(20260101);
  const upTo = (most: number) => BigInt(dice.below(most));
  for (let book = 0; book < books; book++) {
    const [spend, fresh, won, revenue, before, netNew, burn] = [upTo(9) === 0n ? 0n : upTo(90_000_000), upTo(50_000_000), upTo(12), upTo(1e9), upTo(1e9), upTo(60_000_000) - 20_000_000n, upTo(9e7) - 2_000_000n];
    const customers = upTo(30);
    const perCustomer = upTo(9_000_000);
    const marginE6 = upTo(160) * 1_000_000n - 30_000_000n + upTo(1000) * 1000n;
    const gone = upTo(4) === 0n ? 0n : upTo(1_000_000);
    const arr = perCustomer * customers;
    const given = { spend, new: fresh, won, revenue, revenue_before: before, net_new: netNew, burn, customers, arr, margin_e6: marginE6, gone };
    const told = await ofReports(Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)])));
    const [margin, churn] = [decimalText(marginE6, 8), decimalText(gone, 6)];
    const inputs = { s_and_m: money(spend), prior_s_and_m: money(spend), new_arr: money(fresh), new_customers: String(won), revenue: money(revenue), prior_revenue: money(before), net_new_arr: money(netNew), net_burn: money(burn), gross_margin: margin, churn_rate: churn };
    const chosen = (...names: (keyof typeof inputs)[]) => Object.fromEntries(names.map((name) => [name, inputs[name]]));
    const ratio = (name: string) => (told[name] === null ? null : decimalText(BigInt(told[name]!), 6));
    expect(ratio("new_arr_efficiency")).toBe(figureOf("new_arr_efficiency", chosen("new_arr", "s_and_m")));
    expect(ratio("magic_number")).toBe(figureOf("magic_number", chosen("revenue", "prior_revenue", "prior_s_and_m")));
    expect(ratio("arr_magic_number")).toBe(figureOf("arr_magic_number", chosen("net_new_arr", "prior_s_and_m")));
    expect(told["cac"] === null ? null : money(BigInt(told["cac"]!))).toBe(figureOf("cac", chosen("s_and_m", "new_customers")));
    expect(roughly(ratio("burn_multiple"))).toBe(figureOf("burn_multiple", chosen("net_burn", "net_new_arr")));
    if (marginE6 > 100_000_000n) continue;
    expect(roughly(ratio("cac_payback_months"))).toBe(figureOf("cac_payback_months", chosen("s_and_m", "new_arr", "gross_margin")));
    const life = { arr_per_customer: money(perCustomer), ...chosen("gross_margin", "churn_rate") };
    if (customers > 0n) expect(told["ltv"] === null ? null : money(BigInt(told["ltv"]!))).toBe(figureOf("ltv", life));
    const score = calc("rule_of_40", { growth_pct: decimalText(arr - 1_000_000n, 4), margin_pct: decimalText(marginE6, 6) });
    expect(told["passes"]).toBe(String(score.find((row) => row.figure === "passes")!.value));
  }
});

/** Six decimals as the calculator's two. */
const roughly = (ratio: string | null): string | null => {
  if (ratio === null) return null;
  const digits = BigInt(ratio.replace(".", ""));
  const rounded = ((digits < 0n ? -digits : digits) + 5_000n) / 10_000n;
  return decimalText(digits < 0n ? -rounded : rounded, 2);
};

test("LTV:CAC is the calculator's", async () => {
  const told = await ofReports({ spend: "25000000", new: "30000000", won: "2", revenue: "0", revenue_before: "0", net_new: "1", burn: "0", customers: "4", arr: "135000000", margin_e6: "80000000", gone: "250000" });
  expect(told["ltv_cac"]).toBe("8640000");
  expect(figureOf("ltv_cac", { arr_per_customer: "337500", gross_margin: "0.8", churn_rate: "0.25", cac: "125000" })).toBe("8.64");
});

test("a ratio of large numbers is that of small ones", async () => {
  const dice = new Dice(7);
  for (let at = 0; at < books; at++) {
    const [above, below] = [dice.below(4_000_000_000) - 2_000_000_000, dice.below(at % 5 === 0 ? 2 : 3_000_000)];
    const row = await db.row(`select ratio_of(fraction(${above}, ${below})) as short, long_ratio_of(fraction(${above}, ${below})) as long`);
    expect(row["long"]).toBe(row["short"]);
  }
});

test("figures of very large companies stay exact", async () => {
  const book: Book = await openBook({ path: ":memory:" });
  await book.import([
    { line_id: "L1", customer_id: "acme", start_date: "2024-01-01", amount: "300000000000.01", amount_per: "year" },
    { line_id: "L2", customer_id: "bolt", start_date: "2024-01-01", end_date: "2025-06-01", amount: "77777777777.77", amount_per: "year" },
    { line_id: "L3", customer_id: "cato", start_date: "2026-01-15", amount: "33333333333.33", amount_per: "year" },
  ]);
  await book.importInputs([{ period: "2026-01", s_and_m: "11111111111.11", gross_margin: "78.123457%", headcount: "123457" }]);
  const { rows } = await book.run("efficiency", { from: "2026-01", to: "2026-01" });
  // 333,333,333,333.34 / 2 x 0.78123457 / (77,777,777,777.77 / 377,777,777,777.78), and that over 11,111,111,111.11
  expect(rows[0]).toMatchObject({ ltv: "632427985238.17", cac: "11111111111.11", ltv_cac: "56.918519" });
  await book.close();
});
