import { describe, expect, it } from "vitest";
import { ProblemError, type Problem } from "../problem.js";
import { calc } from "./calc.js";

function problemsOf(name: string, inputs: Record<string, unknown>): Problem[] {
  try {
    calc(name, inputs);
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
  throw new Error(`${name} answered`);
}

describe("wrong usage", () => {
  it("names the nearest calculation", () => {
    const [unknown] = problemsOf("magic_nubmer", {});
    expect(unknown).toMatchObject({ code: "calc-unknown", severity: "error" });
    expect(unknown!.remedy).toContain("Did you mean magic_number?");
    expect(problemsOf("xyzzy", {})[0]!.remedy).toMatch(/^There are: growth, cagr/);
  });

  it("names the nearest input", () => {
    const [unknown] = problemsOf("growth", { entri: "100", exit: "120" });
    expect(unknown).toMatchObject({ code: "calc-input-unknown", at: { column: "entri" } });
    expect(unknown!.remedy).toBe("Did you mean entry? It takes entry, exit.");
    expect(problemsOf("growth", { toString: 1, entry: 1, exit: 2 })[0]!.code).toBe("calc-input-unknown");
  });

  it("says which inputs are missing, with a command that would answer", () => {
    const [missing] = problemsOf("cagr", { entry: "100", years: undefined });
    expect(missing).toMatchObject({ code: "calc-input-missing" });
    expect(missing!.message).toContain("exit, years not given");
    expect(missing!.remedy).toBe("For example: annua calc cagr entry=1000000 exit=1728000 years=3");
    expect(problemsOf("cs_impact", {})[0]!.code).toBe("calc-input-missing");
    expect(problemsOf("cs_impact", { expansion: null })[0]!.code).toBe("calc-input-missing");
  });

  it("tells everything that is wrong at once", () => {
    expect(problemsOf("growth", { entry: "a", exit: "b", exxit: "1" }).map((problem) => problem.code)).toEqual([
      "calc-input-unknown",
      "calc-number-unreadable",
      "calc-number-unreadable",
    ]);
  });
});

describe("numbers", () => {
  it.each<[string, string, unknown, string]>([
    ["growth", "entry", "1,000", "Write 1000. "],
    ["growth", "entry", "$1,234,567.50", "Write 1234567.5. "],
    ["growth", "entry", "1 000", "Write 1000. "],
    ["growth", "entry", "1e3", "Write 1000. "],
    ["growth", "entry", 1e21, "Write 1000000000000000000000. "],
    ["growth", "entry", 1e-7, "Write 0.0000001. "],
    ["net_retention_gain", "nrr", "115%", "Write 1.15. "],
    ["prepay_discount", "pct", "10%", "Write 10. "],
    ["growth", "entry", "1,5", "A number is"],
    ["growth", "entry", "1/3", "A number is"],
    ["growth", "entry", "", "A number is"],
    ["growth", "entry", Number.NaN, "A number is"],
    ["growth", "entry", Number.POSITIVE_INFINITY, "A number is"],
    ["growth", "entry", true, "A number is"],
    ["growth", "entry", [1], "A number is"],
    ["growth", "entry", () => 1, "A number is"],
  ])("%s refuses %s = %s", (name, input, value, remedy) => {
    const [unreadable] = problemsOf(name, { [input]: value });
    expect(unreadable).toMatchObject({ code: "calc-number-unreadable", at: { column: input } });
    expect(unreadable!.remedy.startsWith(remedy)).toBe(true);
  });

  it("takes thirty digits and no more", () => {
    expect(calc("arr_from_mrr", { mrr: "1".repeat(30) })).toHaveLength(1);
    expect(problemsOf("arr_from_mrr", { mrr: "1".repeat(31) })[0]!.code).toBe("calc-number-too-long");
  });

  it.each<[string, string, unknown, string]>([
    ["cac_payback_months", "gross_margin", "80", "0.8 if 80% is meant"],
    ["annualise_churn", "monthly", "2", "0.02 if 2% is meant"],
    ["waterfall_metrics", "churn", "-100", "Write 100."],
    ["quick_ratio", "contraction", "-0.5", "Write 0.5."],
    ["footing", "places", "1.5", "Write 0"],
    ["footing", "places", "13", "Write 0"],
    ["footing", "places", "-1", "Write 0"],
  ])("%s refuses %s = %s as out of range", (name, input, value, remedy) => {
    const [range] = problemsOf(name, { [input]: value });
    expect(range).toMatchObject({ code: "calc-input-range", at: { column: input, value } });
    expect(range!.remedy).toContain(remedy);
  });

  it("refuses what only a slip can bring", () => {
    const tooLarge = "calc-too-large";
    expect(problemsOf("cagr", { entry: "1", exit: "2", years: "1.23456789" })[0]!.code).toBe(tooLarge);
    expect(problemsOf("cagr", { entry: "1", exit: "1000000", years: "0.001" })[0]!.message).toContain("(exit / entry) ^ (1 / years)");
    expect(problemsOf("gtm_plan", { start: "0", target: "1000000000000000000", acv: "0.01" })[0]!.code).toBe(tooLarge);
  });
});

describe("lists", () => {
  it.each<[string, Record<string, unknown>, string]>([
    ["renewal_forecast", { items: "[[1,0.5]" }, "not valid JSON"],
    ["renewal_forecast", { items: "{}" }, "not a list"],
    ["renewal_forecast", { items: [[1, 0.5], [2]] }, "items[1] is not a pair"],
    ["renewal_forecast", { items: [[1, 0.5, 3]] }, "items[0] is not a pair"],
    ["renewal_forecast", { items: 5 }, "not a list"],
    ["book_balance", { books: "[1,2]" }, "not an object"],
    ["book_balance", { books: '{"ana": 1, "ana": 2}' }, "a name stands in it twice"],
    ["tier", { arr: 1, tiers: [[0, 1]] }, "the name in tiers[0] is not a text"],
    ["tier", { arr: 1, tiers: [["0", "a"], ["0.00", "b"]] }, "two of its bands start at 0.00"],
    ["footing", { rows: "1,2", places: 0 }, "not valid JSON"],
  ])("%s refuses %j", (name, inputs, reason) => {
    const [unreadable] = problemsOf(name, inputs);
    expect(unreadable!.code).toBe("calc-list-unreadable");
    expect(unreadable!.message).toContain(reason);
    expect(unreadable!.remedy).toContain("as JSON");
  });

  it("names the place of a number that can't be read", () => {
    expect(problemsOf("renewal_forecast", { items: [["1,000", 0.5], [1, 1.5], [1, -0.1]] }).map((problem) => [problem.code, problem.at.column])).toEqual([
      ["calc-number-unreadable", "items[0] arr"],
      ["calc-input-range", "items[1] probability"],
      ["calc-input-range", "items[2] probability"],
    ]);
    expect(problemsOf("book_balance", { books: { ana: "1k" } })[0]!.at.column).toBe("books.ana");
    expect(problemsOf("footing", { rows: [1, null], places: 0 })[0]!.at.column).toBe("rows[1]");
  });

  it("keeps commas, quotes and digits inside names", () => {
    expect(calc("tier", { arr: "7", tiers: '[[0,"a \\"1,000\\" 5: x"],[10,"b"]]' })[0]!.value).toBe('a "1,000" 5: x');
  });
});
