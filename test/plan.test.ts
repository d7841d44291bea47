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
  first: "2026-01", start: numberOf(start), startFormula: "", target: numberOf(target), targetFormula: "", churn: numberOf(churn), churnFormula: "", expansion: numberOf(expansion), expansionFormula: "",
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
      const months = monthsOf(plan, "2026-01", scenario.cycle_months, [{ period: "2026-01", new: "10.00", closing: "5.00" }], 2);
      expect(sumOf(months.map(({ planned_new }) => planned_new))).toBe(minor(stepOf(plan, "required_new")));
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
