/** A plan's parts are its whole, whatever a scenario says: groups and months sum, and hiring does what is required where it can. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calc, openBook, ProblemError } from "../src/index.js";
import type { GivenNumber } from "../src/domain/calc/calculation.js";
import { monthsOf } from "../src/domain/plan/months.js";
import { planOf, type Plan, type PlanBasis } from "../src/domain/plan/plan.js";
import { readScenario } from "../src/domain/plan/scenario.js";
import { readDecimal } from "../src/domain/rational.js";

const numberOf = (text: string): GivenNumber => ({ text, value: readDecimal(text)! });
const basisOf = (start: string, target: string, churn: string, expansion: string, places = 2): PlanBasis => ({
  first: "2026-01", start: numberOf(start), bookArr: numberOf(start), startFormula: "", target: numberOf(target), targetFormula: "", churn: numberOf(churn), churnFormula: "", expansion: numberOf(expansion), expansionFormula: "",
  tiers: [{ tier: "smb", customers: "7", arr: "7000.00" }], currency: "USD", places,
});
const minor = (text: unknown): bigint => BigInt(String(text).replace(".", ""));
const stepOf = ({ steps }: Plan, name: string): string => String(steps.find(({ step, group }) => step === name && group === "")!.value);
const sumOf = (texts: readonly (string | null)[]): bigint => texts.reduce((sum, text) => sum + (text === null ? 0n : minor(text)), 0n);

const cents = fc.integer({ min: 1, max: 10 ** 9 }).map((number) => `${Math.trunc(number / 100)}.${String(number % 100).padStart(2, "0")}`);
const share = fc.integer({ min: 0, max: 100 }).map((percent) => `${Math.trunc(percent / 100)}.${String(percent % 100).padStart(2, "0")}`);
const part = fc.integer({ min: 1, max: 9 });

/** Shares as fractions of their sum. */
const sharesOf = (parts: readonly number[]): string[] => parts.map((each) => `${each}/${parts.reduce((sum, other) => sum + other, 0)}`);

const scenarioWords = fc.record({
  quota: cents, attainment: fc.constantFrom("0.5", "0.85", "1.2"), ramped_aes: fc.nat(20).map(String), attrition: share, win_rate: fc.constantFrom("0.25", "0.3"), marketing_share: share,
  cost_per_pipeline_dollar: fc.constantFrom("0.08", "0"), acv: cents, cycle_months: fc.integer({ min: 0, max: 14 }).map(String),
  ramp: fc.array(share, { minLength: 1, maxLength: 6 }), hires_a_month: fc.option(fc.integer({ min: 1, max: 5 }).map(String), { nil: undefined }),
  by: fc.constant("region"), shares: fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => Object.fromEntries(sharesOf(parts).map((text, at) => [`R${at}`, text]))),
  seasonality: fc.array(part, { minLength: 12, maxLength: 12 }).map(sharesOf),
});

describe("whatever a scenario says", () => {
  test("groups sum to their step, months to theirs, and every figure of gtm_plan is the calculator's", () => {
    let paced = 0;
    let short = 0;
    fc.assert(fc.property(scenarioWords, cents, cents, share, share, (words, start, target, churn, expansion) => {
      const { scenario, problems } = readScenario(words);
      expect(problems).toEqual([]);
      const plan = planOf(scenario, basisOf(start, target, churn, expansion));
      for (const { step } of plan.steps.filter(({ group }) => group !== "")) {
        expect(sumOf(plan.steps.filter((other) => other.step === step && other.group !== "").map(({ value }) => String(value)))).toBe(minor(stepOf(plan, step)));
      }
      const months = monthsOf(plan, "2026-01", scenario.cycle_months, [{ period: "2026-01", new: "10.00", expansion: "1.00", churn: "-2.00", closing: "5.00" }], 2);
      expect(sumOf(months.map(({ planned_new }) => planned_new))).toBe(minor(stepOf(plan, "required_new")));
      for (const [at, month] of months.entries()) {
        expect(minor(month.planned_opening)).toBe(minor(at === 0 ? start : months[at - 1]!.planned_closing));
        expect(sumOf([month.planned_opening, month.planned_new, month.planned_expansion, month.planned_churn])).toBe(minor(month.planned_closing));
      }
      expect(sumOf(months.map(({ capacity }) => capacity)) - minor(stepOf(plan, "bottom_up"))).toBe(0n);
      expect(sumOf(months.map(({ pipeline_to_open }) => pipeline_to_open)) + minor(stepOf(plan, "pipeline_at_start"))).toBe(minor(stepOf(plan, "pipeline")));
      expect(String(months.reduce((sum, { hires }) => sum + hires!, 0))).toBe(stepOf(plan, "hires_scheduled"));
      const ends = [minor(stepOf(plan, "retained")), minor(target)];
      expect(minor(months.at(-1)!.planned_closing)).toBe(ends[0]! > ends[1]! ? ends[0] : ends[1]);
      expect(minor(months[0]!.diff_closing)).toBe(500n - minor(months[0]!.planned_closing));
      const known = Object.fromEntries(["required_new", "pipeline", "marketing_spend", "deals", "opportunities"].map((name) => [name, stepOf(plan, name)]));
      const figures = calc("gtm_plan", { start, target, churn, expansion, quota: words.quota, attainment: words.attainment, win_rate: words.win_rate, marketing_share: words.marketing_share, cost_per_pipeline_dollar: words.cost_per_pipeline_dollar, acv: words.acv });
      expect(Object.fromEntries(figures.filter(({ figure }) => figure in known).map(({ figure, value }) => [figure, String(value)]))).toEqual(known);
      // without a limit a month, all who are needed start at once, and nothing is lacking where they can do anything at all
      if (words.hires_a_month === undefined && plan.hires.length > 0) expect(minor(stepOf(plan, "gap")) >= 0n).toBe(true);
      if (plan.hires.length > 1) paced++;
      if (minor(stepOf(plan, "gap")) < 0n) short++;
    }), { numRuns: Number(process.env["ANNUA_BOOKS"] ?? 200) });
    expect(paced).toBeGreaterThan(0);
    expect(short).toBeGreaterThan(0);
  });

  test("a currency without cents has none in a plan", () => {
    const { scenario } = readScenario({ quota: "7", attainment: "1", ramped_aes: "1", by: "region", shares: { A: "1/3", B: "2/3" } });
    const plan = planOf(scenario, basisOf("100", "200", "0", "0.001", 0));
    expect(stepOf(plan, "required_new")).toBe("100");
    expect(plan.steps.filter(({ step, group }) => step === "required_new" && group !== "").map(({ value }) => value)).toEqual(["33", "67"]);
  });
});

/** The chain of SEMANTICS 17 on pairs of integers, by a second hand. */
type Pair = readonly [above: bigint, below: bigint];
const pair = (text: string): Pair => {
  const [whole, decimals = ""] = text.split(".") as [string, string?];
  return [BigInt(whole + decimals), 10n ** BigInt(decimals.length)];
};
const product = ([a, b]: Pair, [c, d]: Pair): Pair => [a * c, b * d];
const quotient = ([a, b]: Pair, [c, d]: Pair): Pair => [a * d, b * c];
const less = ([a, b]: Pair, [c, d]: Pair): Pair => [a * d - c * b, b * d];
const notBelow = (one: Pair): Pair => (one[0] < 0n ? [0n, 1n] : one);
const up = ([a, b]: Pair): string => String((a + b - 1n) / b);
const inCents = ([a, b]: Pair): string => {
  const minorUnits = (a * 200n + b) / (2n * b);
  return `${minorUnits / 100n}.${String(minorUnits % 100n).padStart(2, "0")}`;
};

const planned = (words: Record<string, string>): Record<string, string> => {
  const given = Object.fromEntries(Object.entries(words).map(([name, text]) => [name, pair(text)]));
  const { start, target, churn, expansion, quota, attainment, ramped_aes, ramp_factor, win_rate, marketing_share, cost_per_pipeline_dollar, acv } = given as Record<string, Pair>;
  const retained = product(start!, less(less([1n, 1n], churn!), less([0n, 1n], expansion!)));
  const required = notBelow(less(target!, retained));
  const yieldOfOne = product(quota!, attainment!);
  const existing = product(ramped_aes!, yieldOfOne);
  const pipeline = quotient(required, win_rate!);
  const marketing = product(pipeline, marketing_share!);
  return {
    retained: inCents(retained), required_new: inCents(required), yield_per_ramped_ae: inCents(yieldOfOne), ramped_equivalents: up(quotient(required, yieldOfOne)), existing_capacity: inCents(existing),
    hires: up(quotient(notBelow(less(required, existing)), product(yieldOfOne, ramp_factor!))), pipeline: inCents(pipeline), marketing_pipeline: inCents(marketing),
    marketing_spend: inCents(product(marketing, cost_per_pipeline_dollar!)), deals: up(quotient(required, acv!)), opportunities: up(quotient(quotient(required, acv!), win_rate!)),
  };
};

test("calc gtm_plan is the chain of formulas, whatever the numbers", () => {
  const positive = cents.filter((text) => /[1-9]/.test(text));
  const some = fc.integer({ min: 1, max: 100 }).map((percent) => `${Math.trunc(percent / 100)}.${String(percent % 100).padStart(2, "0")}`);
  const numbers = fc.record({
    start: positive, target: positive, churn: share, expansion: share, quota: positive, attainment: some, ramped_aes: fc.nat(50).map(String), ramp_factor: some, win_rate: some, marketing_share: share,
    cost_per_pipeline_dollar: share, acv: positive,
  });
  const answered = (words: Record<string, string>) => Object.fromEntries(calc("gtm_plan", words).map(({ figure, value }) => [figure, String(value)]));
  fc.assert(fc.property(numbers, (words) => {
    expect(answered(words)).toEqual(planned(words));
  }), { numRuns: 300 });
  // 30M to 50M
  const known = { start: "30000000", target: "50000000", churn: "0.10", expansion: "0.05", quota: "1000000", attainment: "0.8", ramped_aes: "15", ramp_factor: "0.5", win_rate: "0.25", marketing_share: "0.4", cost_per_pipeline_dollar: "0.08", acv: "100000" };
  expect(planned(known)).toMatchObject({ required_new: "21500000.00", ramped_equivalents: "27", hires: "24", marketing_spend: "2752000.00", deals: "215", opportunities: "860" });
});

test("shares of a scenario are read in percent as exactly as without", () => {
  const read = (words: Record<string, unknown>) => readScenario(words);
  const both = [{ churn: "12.5%", ramp: ["0%", "50 %"], by: "region", shares: { A: "40%", B: "60%" }, attainment: "120%" }, { churn: "0.125", ramp: ["0", "0.5"], by: "region", shares: { A: "0.4", B: "0.6" }, attainment: "1.2" }].map(read);
  expect(both[0]).toEqual(both[1]);
  expect(both[0]!.problems).toEqual([]);
  expect(read({ churn: "101%" }).problems.map(({ code, at }) => [code, at.value])).toEqual([["scenario-value", "101%"]]);
  expect(read({ attainment: "0%" }).problems.map(({ message }) => message)).toEqual([expect.stringContaining("it has to be a share above 0%;")]);
  expect(read({ acv: "10%" }).problems.map(({ code }) => code)).toEqual(["calc-number-unreadable"]);
});

test("a program gives a scenario as an object, with numbers as text or as they are, and is told what is wrong with it", async () => {
  const book = await openBook({ path: ":memory:" });
  await book.import([{ line_id: "L1", customer_id: "a", start_date: "2024-01-01", amount: "1000", amount_per: "year" }]);
  const asText = await book.run("plan", { target: "2000", on: "2025-12-31", scenario: { churn: "0.5", expansion: 0 } });
  expect(asText.rows.find(({ step }) => step === "required_new")).toMatchObject({ value: "1500.00", unit: "USD", formula: "max(0, target - retained) = max(0, 2000 - 500.00)" });
  expect(asText.params).toMatchObject({ on: "2025-12-31", scenario: { churn: "0.5", expansion: 0 } });
  // a kept answer holds its scenario, so it can be asked again
  expect((await book.verifyAnswer(asText)).agrees).toBe(true);
  const wrong = await book.run("plan", { target: "2000", scenario: { churn: 10, by: "region", shares: {} } }).catch((error: unknown) => error);
  expect((wrong as ProblemError).problems.map(({ code, at }) => [code, at.value])).toEqual([["calc-input-range", "10"], ["scenario-value", "{}"]]);
  await book.close();
});
