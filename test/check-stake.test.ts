/** How much ARR is at stake on lines that are in no figure: priced as if they were, on the day asked, in the unit that can be told. */
import { describe, expect, test } from "vitest";
import { checks } from "../src/catalogue/checks.js";
import type { ReportRow } from "../src/catalogue/result.js";
import { knobs, presets } from "../src/domain/policy.js";
import type { LineInput } from "../src/domain/contract.js";
import { checkBook, warningsOf } from "../src/engine/check.js";
import { openBook } from "../src/index.js";
import { line, on, openSpoilable } from "./check-book.js";

async function stakes(lines: LineInput[], words: Record<string, unknown> = {}, day = on): Promise<Record<string, [ReportRow[string], ReportRow[string]]>> {
  const db = await openSpoilable(lines, words);
  try {
    const { rows } = await checkBook(db, day, 2, checks.filter((check) => check.severity === "warning"));
    return Object.fromEntries(rows.filter((row) => row["passed"] === "no").map((row) => [row["check"], [row["arr_at_stake"]!, row["unrated_at_stake"]!]]));
  } finally {
    db.close();
  }
}

const usage = (line_id: string, said: Partial<LineInput> = {}) => line(line_id, { kind: "usage", ...said });

describe("lines left out", () => {
  // 361 days from 1 January: 1,000 x 365 / 361 = 1,011.08
  const days = usage("U1", { end_date: "2025-12-28", amount: "1000", amount_per: "term" });

  test("are priced as counted lines are: by days, with the discount in force, rounded, then converted", async () => {
    expect(await stakes([days])).toEqual({ "kind-left-out": ["1011.08", null] });
    expect(await stakes([days], { term_snap_days: 4 })).toEqual({ "kind-left-out": ["1000.00", null] });
    const discounted = usage("U1", { amount: "100", amount_per: "week", discount_percent: "50", discount_until: "2025-06-30" });
    expect(await stakes([discounted], {}, "2025-06-29")).toEqual({ "kind-left-out": ["2600.00", null] });
    expect(await stakes([discounted])).toEqual({ "kind-left-out": ["5200.00", null] });
    // 33.335 EUR a year is 33.34, and 33.34 x 1.1 = 36.674
    expect(await stakes([usage("U1", { amount: "33.335", currency: "EUR" })], { fx: { rates: { EUR: "1.1" } } })).toEqual({ "kind-left-out": ["36.67", null] });
  });

  test("carry nothing before their start, from their end on, and where another replaced them", async () => {
    const term = usage("U1", { start_date: "2025-03-01", end_date: "2025-07-01" });
    for (const [day, stake] of [["2025-02-28", "0.00"], ["2025-03-01", "1200.00"], ["2025-06-30", "1200.00"], ["2025-07-01", "0.00"]] as const) {
      expect([day, await stakes([term], {}, day)]).toEqual([day, { "kind-left-out": [stake, null] }]);
    }
    const replaced = [term, line("L1", { customer_id: "another", start_date: "2025-06-01", replaces: "U1" })];
    expect(await stakes(replaced, {}, "2025-05-31")).toMatchObject({ "kind-left-out": ["1200.00", null] });
    expect(await stakes(replaced)).toMatchObject({ "kind-left-out": ["0.00", null] });
  });

  test("a fee counts at face, for twelve months where it has no end", async () => {
    const fee = line("F1", { kind: "one_time", end_date: "", amount: "700", amount_per: "term" });
    expect(await stakes([fee], {}, "2025-12-31")).toEqual({ "kind-left-out": ["700.00", null] });
    expect(await stakes([fee], {}, "2026-01-01")).toEqual({ "kind-left-out": ["0.00", null] });
  });

  test("by kind and by plan are told apart, and nothing leaves either out of the other's price", async () => {
    // months: 100 x 12; half a year of usage for 300: 600 a year, though partial_year would leave it out as well
    const lines = [line("L1"), line("M1", { product: "Add-on", amount: "100", amount_per: "month", end_date: "" }), usage("U1", { product: "Calls", end_date: "2025-07-01", amount: "300", amount_per: "term" })];
    expect(await stakes(lines, presets["annual_only"]!.knobs)).toEqual({ "plan-left-out": ["1200.00", null], "kind-left-out": ["600.00", null] });
  });

  test("follow the rules on neighbours: runs on, overlaps, grace, ramps, the last day", async () => {
    const months = (...starts: number[]) => starts.map((month) => line(`M${month}`, { start_date: `2025-0${month}-01`, end_date: `2025-0${month + 1}-01`, amount: `${month}`, amount_per: "month" }));
    const monthly = { sub_annual_plans: "exclude" };
    expect(await stakes(months(3, 5), { ...monthly, expired: "hold" }, "2025-04-15")).toEqual({ "plan-left-out": ["36.00", null] });
    expect(await stakes(months(3, 5), { ...monthly, expired: "hold" })).toEqual({ "plan-left-out": ["60.00", null] });
    expect(await stakes(months(3, 5), { ...monthly, grace_days: 30 }, "2025-04-15")).toEqual({ "plan-left-out": ["36.00", null] });
    const longer = line("M2", { start_date: "2025-02-01", end_date: "2025-07-01", amount: "9", amount_per: "month" });
    expect(await stakes([longer, ...months(5)], monthly, "2025-05-15")).toEqual({ "plan-left-out": ["168.00", null] });
    expect(await stakes([longer, ...months(5)], { ...monthly, overlap: "latest_start" }, "2025-05-15")).toEqual({ "plan-left-out": ["60.00", null] });
    const ramp = months(3, 4).map((step) => ({ ...step, contract_id: "C1" }));
    expect(await stakes(ramp, { ...monthly, ramp: "average" }, "2025-03-15")).toEqual({ "plan-left-out": ["42.00", null] });
    expect(await stakes(months(3), { ...monthly, churn_date: "last_day" }, "2025-03-31")).toEqual({ "plan-left-out": ["0.00", null] });
    const stays = [...months(3), line("L1", { product: "Plus" })];
    expect(await stakes(stays, { ...monthly, churn_date: "last_day" }, "2025-03-31")).toEqual({ "plan-left-out": ["36.00", null] });
  });

  test("come to what counting them adds to the ARR of the day", async () => {
    const lines = [
      line("L1"), usage("U1", { product: "Calls", amount: "17.77", amount_per: "day", currency: "EUR" }), line("M1", { product: "Add-on", amount: "99.99", amount_per: "month", end_date: "" }),
      line("S1", { product: "Setup fee", end_date: "", amount: "450", amount_per: "term" }), line("P1", { customer_id: "bolt", end_date: "2025-08-01", amount: "700", amount_per: "term" }),
      line("T1", { customer_id: "bolt", product: "Training", amount: "-5", amount_per: "quarter" }),
    ];
    const book = await openBook({ path: ":memory:", policy: { preset: "annual_only", fx: { rates: { EUR: "1.0937" } } } });
    await book.import(lines);
    const arr = async (set?: Record<string, unknown>) => (await book.run("snapshot", { on, ...(set === undefined ? {} : { set }) })).rows[0]!["arr"];
    const before = await arr();
    const { rows } = await book.run("check", { on });
    const stake = Object.fromEntries(rows.map((row) => [row["check"], row["arr_at_stake"]]));
    // M1: 99.99 x 12 = 1,199.88; P1: 700 for 7 months: 1,200. U1: 17.77 x 365 = 6,486.05 EUR, 7,093.79 USD; S1: 450; T1: -20
    expect([stake["plan-left-out"], stake["kind-left-out"], stake["kind-by-rule"]]).toEqual(["2399.88", "7523.79", "430.00"]);
    expect([before, await arr({ include_kinds: ["recurring", "usage", "one_time", "services"], sub_annual_plans: "include", partial_year: "annualise" })]).toEqual(["1200.00", "11123.67"]);
    expect(await arr()).toBe(before);
    await book.close();
  });
});

describe("where no rate tells the ARR at stake", () => {
  const euro = { currency: "EUR" };

  test("it is told in the currency's own units, and what is known beside it", async () => {
    const lines = [usage("U1", { currency: "JPY" }), usage("U2", { ...euro, amount: "10.5" }), usage("U3", { amount: "3" })];
    expect(await stakes(lines)).toEqual({ "kind-left-out": ["3.00", "10.50 EUR, 1200 JPY"] });
    expect(await stakes(lines.slice(0, 2))).toEqual({ "kind-left-out": [null, "10.50 EUR, 1200 JPY"] });
  });

  test("nothing is nothing in any currency", async () => {
    expect(await stakes([line("L1", euro), usage("U1", euro)], {}, "2026-01-01")).toEqual({ "currency-without-rate": ["0.00", null], "kind-left-out": ["0.00", null] });
  });

  test("of lines that have no end, that are empty, or that replace one that is not there", async () => {
    const far = { end_date: "2100-01-01" };
    expect(await stakes([line("L1", { ...far, ...euro, amount: "7" }), line("L2", { ...far, customer_id: "bolt" })])).toMatchObject({ "end-far": ["1200.00", "7.00 EUR"] });
    expect(await stakes([line("L1", { ...euro, end_date: "2025-01-01", amount: "7" })])).toEqual({ "line-empty": [null, "7.00 EUR"] });
    expect(await stakes([line("L1", { ...euro, replaces: "L9" })])).toMatchObject({ "replaces-unknown": [null, "1200.00 EUR"] });
    expect(await stakes([usage("U1", { replaces: "L9" })])).toMatchObject({ "replaces-unknown": ["0.00", null] });
  });

  test("a line that overlap leaves out counts for none of it, and one that grace holds does", async () => {
    const lines = [line("L1", { ...euro, end_date: "2025-04-01" }), line("L2", { ...euro, start_date: "2025-03-01", end_date: "2025-06-20", amount: "700" })];
    const unrated = async (words: Record<string, unknown>, day: string) => (await stakes(lines, words, day))["currency-without-rate"];
    expect(await unrated({}, "2025-03-15")).toEqual([null, "1900.00 EUR"]);
    expect(await unrated({ overlap: "latest_start" }, "2025-03-15")).toEqual([null, "700.00 EUR"]);
    expect(await unrated({}, on)).toEqual(["0.00", null]);
    expect(await unrated({ grace_days: 30, renewal_gap: "hold_until_lapsed" }, on)).toEqual([null, "700.00 EUR"]);
  });

  test("the problem has it by currency, the same in a check as in every answer, on the day of the answer", async () => {
    const lines = [line("L1"), line("L2", { ...euro, amount: "1000", end_date: "2025-10-01" })];
    const db = await openSpoilable(lines);
    const [unrated] = await warningsOf(db, on, 2, 1);
    db.close();
    expect(unrated).toMatchObject({ code: "currency-without-rate", unrated_at_stake: { EUR: "1000.00" } });
    expect(unrated).not.toHaveProperty("arr_at_stake");
    const book = await openBook({ path: ":memory:" });
    await book.import(lines);
    const said = async (report: string, params: Record<string, unknown>) => (await book.run(report, params)).problems.map(({ message, arr_at_stake, unrated_at_stake }) => ({ message, arr_at_stake, unrated_at_stake }));
    const words = (carried: string, day: string) => `There is no exchange rate for EUR: 1 line worth 1,000.00 EUR a year is in no figure (L2); ${carried} EUR of it is ARR on ${day}.`;
    for (const [report, params] of [["snapshot", { on }], ["check", { on }], ["waterfall", { from: "2025-01", to: "2025-06" }]] as const) {
      expect([report, await said(report, params)]).toEqual([report, [{ message: words("1,000.00", on), arr_at_stake: undefined, unrated_at_stake: { EUR: "1000.00" } }]]);
    }
    expect(await said("waterfall", { from: "2025", to: "2025" })).toEqual([{ message: words("0.00", "2025-12-31"), arr_at_stake: "0.00", unrated_at_stake: undefined }]);
    await book.close();
  });
});

describe("an empty line", () => {
  const empty = (said: Partial<LineInput> = {}) => line("L1", { end_date: "2025-01-01", ...said });

  test("has at stake what it would carry without an end, under the policy as it is", async () => {
    expect(await stakes([empty({ amount: "9", amount_per: "month" })])).toEqual({ "line-empty": ["108.00", null] });
    expect(await stakes([empty()], {}, "2024-12-31")).toEqual({ "line-empty": ["0.00", null] });
    expect(await stakes([empty({ amount: "9", amount_per: "month" })], { sub_annual_plans: "exclude" })).toMatchObject({ "line-empty": ["0.00", null] });
    expect(await stakes([empty({ kind: "usage" })])).toEqual({ "line-empty": ["0.00", null], "kind-left-out": ["0.00", null] });
  });
});

describe("a credit that has ended", () => {
  const lines = [line("L1", { end_date: "" }), line("C1", { product: "Credit", start_date: "2024-01-01", end_date: "2025-01-01", amount: "-200" })];
  const ended = async (words: Record<string, unknown>, day = on, said: Partial<LineInput> = {}) => {
    const db = await openSpoilable([lines[0]!, { ...lines[1]!, ...said }], words);
    const { rows } = await checkBook(db, day, 2, checks.filter((check) => check.name === "ended-without-renewal"));
    db.close();
    return [rows[0]!["arr_at_stake"], rows[0]!["example"]];
  };

  test("is named where hold lets it run on", async () => {
    const words = "Line C1 of customer acme, product Credit, a credit, ended on 2024-12-31 without a notice or a renewal; expired: hold lets it run on, so it still takes 200.00 USD off ARR.";
    expect(await ended({ expired: "hold" })).toEqual(["200.00", words]);
    expect(await ended({ expired: "hold" }, "2025-01-01")).toEqual(["200.00", words]);
    expect(await ended({ expired: "renewed_if_auto_renew" }, on, { auto_renew: "true" })).toEqual(["200.00", words.replace("hold", "renewed_if_auto_renew")]);
  });

  test("and nowhere else: not before its end, not under churn, not after a notice", async () => {
    expect(await ended({ expired: "hold" }, "2024-12-31")).toEqual([null, null]);
    expect(await ended({})).toEqual([null, null]);
    expect(await ended({ expired: "hold" }, on, { cancelled_on: "2024-11-01" })).toEqual([null, null]);
    expect(await ended({ expired: "renewed_if_auto_renew" })).toEqual([null, null]);
  });

  test("the knob and the remedy say so", () => {
    expect(knobs.expired.sentence).toMatch(/; so do credits\.$/);
    expect(checks.find((check) => check.name === "ended-without-renewal")!.remedy).toContain("let negative lines (credits) run on too");
  });
});

test("a line that counts nowhere may be too large to be priced: its stake stays untold, and every figure and check is answered", async () => {
  const book = await openBook({ path: ":memory:", policy: { fx: { rates: { IDR: "1000000" } } } });
  const term = { customer_id: "acme", product: "Core", start_date: "2024-01-01", end_date: "2030-01-01", amount_per: "year" };
  await book.import([{ ...term, line_id: "L1", amount: "100" }, { ...term, line_id: "L2", kind: "one_time", amount: "90000000000000", currency: "IDR" }]);
  const { rows } = await book.run("check", { on: "2025-01-01" });
  expect(rows.find((row) => row["check"] === "kind-left-out")).toMatchObject({ passed: "no", offending: 1, arr_at_stake: null });
  expect((await book.warnings()).map((warned) => warned.code)).toContain("kind-left-out");
  expect((await book.run("snapshot", { on: "2025-01-01" })).rows[0]).toMatchObject({ arr: "100.00" });
  await book.close();
});
