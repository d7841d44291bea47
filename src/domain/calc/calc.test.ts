import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calc, calculations } from "./calc.js";

/** figure -> value */
const figures = (name: string, inputs: Record<string, unknown>) => Object.fromEntries(calc(name, inputs).map((row) => [row.figure, row.value]));
/** The value of a calculation that has one figure, which bears its name. */
const only = (name: string, inputs: Record<string, unknown>) => {
  const rows = calc(name, inputs);
  expect(rows.map((row) => row.figure)).toEqual([name]);
  return rows[0]!.value;
};

describe("one figure", () => {
  it.each<[string, Record<string, unknown>, unknown]>([
    ["growth", { entry: "100", exit: "120" }, "0.200000"],
    ["growth", { entry: 100, exit: 70 }, "-0.300000"],
    ["growth", { entry: "0", exit: "120" }, null],
    ["growth", { entry: "-5", exit: "120" }, null],
    ["cagr", { entry: "1000000", exit: "1728000", years: "3" }, "0.200000"],
    ["cagr", { entry: "100", exit: "200", years: "2.5" }, "0.319508"],
    ["cagr", { entry: "100", exit: "144", years: "0.5" }, "1.073600"],
    ["cagr", { entry: "200", exit: "100", years: "1" }, "-0.500000"],
    ["cagr", { entry: "200", exit: "0", years: "2" }, "-1.000000"],
    ["cagr", { entry: "200", exit: "-1", years: "2" }, null],
    ["cagr", { entry: "0", exit: "100", years: "2" }, null],
    ["cagr", { entry: "100", exit: "200", years: "0" }, null],
    ["cmgr", { entry: "100", exit: "133.1", months: "3" }, "0.100000"],
    ["cmgr", { entry: "100", exit: "200", months: "12" }, "0.059463"],
    ["ttm_growth", { arr: "6500000", arr_year_ago: "5000000" }, "0.300000"],
    ["ttm_growth", { arr: "6500000", arr_year_ago: "0" }, null],
    ["arr_from_mrr", { mrr: "1000" }, "12000.00"],
    ["arr_from_mrr", { mrr: "0.0004" }, "0.00"],
    ["prepay_discount", { monthly: "1000", pct: "10" }, "10800.00"],
    ["arr_from_revenue", { revenue: "10000000", non_recurring: "1500000" }, "8500000.00"],
    ["arr_per_customer", { arr: "1000", customers: "3" }, "333.33"],
    ["arr_per_customer", { arr: "1000", customers: 0 }, null],
    ["net_retention_gain", { arr: "50000000", nrr: "1.15" }, "7500000.00"],
    ["net_retention_gain", { arr: "50000000", nrr: "0.9" }, "-5000000.00"],
    ["valuation", { arr: "12000000", multiple: "8.5" }, "102000000.00"],
    ["new_arr_efficiency", { new_arr: "400", s_and_m: "500" }, "0.800000"],
    ["new_arr_efficiency", { new_arr: "400", s_and_m: "0" }, null],
    ["magic_number", { revenue: "2600", prior_revenue: "2500", prior_s_and_m: "500" }, "0.800000"],
    ["magic_number", { revenue: "2600", prior_revenue: "2500", prior_s_and_m: "-1" }, null],
    ["arr_magic_number", { net_new_arr: "400", prior_s_and_m: "600" }, "0.666667"],
    ["cac", { s_and_m: "500000", new_customers: "30" }, "16666.67"],
    ["cac", { s_and_m: "500000", new_customers: "0" }, null],
    ["cac_payback_months", { s_and_m: "500000", new_arr: "400000", gross_margin: "0.8" }, "18.75"],
    ["cac_payback_months", { s_and_m: "500000", new_arr: "400000", gross_margin: "0" }, null],
    ["cac_payback_months", { s_and_m: "500000", new_arr: "-400000", gross_margin: "0.8" }, null],
    ["ltv", { arr_per_customer: "12000", gross_margin: "0.8", churn_rate: "0.1" }, "96000.00"],
    ["ltv", { arr_per_customer: "12000", gross_margin: "0.8", churn_rate: "0" }, null],
    ["ltv_cac", { arr_per_customer: "12000", gross_margin: "0.8", churn_rate: "0.1", cac: "28000" }, "3.43"],
    ["ltv_cac", { arr_per_customer: "12000", gross_margin: "0.8", churn_rate: "0.1", cac: "0" }, null],
    ["burn_multiple", { net_burn: "600000", net_new_arr: "400000" }, "1.50"],
    ["burn_multiple", { net_burn: "600000", net_new_arr: "-1" }, null],
    ["quick_ratio", { new: "400", expansion: "150", contraction: "50", churn: "100" }, "3.666667"],
    ["quick_ratio", { new: "400", expansion: "150", contraction: "50", churn: "100", reactivation: "50" }, "4.000000"],
    ["quick_ratio", { new: "400", contraction: "0" }, null],
    ["annualise_churn", { monthly: "0.02" }, "0.215283"],
    ["annualise_churn", { monthly: "-0.01" }, "-0.126825"],
    ["annualise_churn", { monthly: "1" }, "1.000000"],
    ["renewal_forecast", { items: [["120000", "0.9"], ["80000", 0.5]] }, "148000.00"],
    ["renewal_forecast", { items: "[[100.01, 0.5], [0.02, 0.25]]" }, "50.01"],
    ["renewal_forecast", { items: [] }, "0.00"],
  ])("%s of %o is %s", (name, inputs, value) => {
    expect(only(name, inputs)).toBe(value);
  });

  it.each([
    ["99999.99", "mid_market"],
    ["100000", "enterprise"],
    ["50000", "mid_market"],
    ["0", "smb"],
    ["-1", null],
  ])("tier of %s is %s", (arr, name) => {
    expect(only("tier", { arr, tiers: [["0", "smb"], ["100000", "enterprise"], ["50000", "mid_market"]] })).toBe(name);
  });
});

describe("waterfall_metrics", () => {
  it("settles the table of source 001: 72.7% new, NRR 100.0%, churn 2.0%", () => {
    expect(figures("waterfall_metrics", { opening: "5000000", new: "400000", expansion: "150000", contraction: "50000", churn: "100000" })).toEqual({
      closing: "5400000.00",
      net_new: "400000.00",
      growth: "0.080000",
      nrr: "1.000000",
      grr: "0.970000",
      churn_rate: "0.020000",
      gross_churn_rate: "0.030000",
      new_share: "0.727273",
      expansion_share: "0.272727",
      new_share_net_of_contraction: "0.800000",
      nrr_before_churn: "1.020000",
      quick_ratio: "3.666667",
    });
  });

  it("counts reactivation as an addition and leaves it out of retention", () => {
    const shown = figures("waterfall_metrics", { opening: "1000", new: "100", expansion: "50", contraction: "20", churn: "30", reactivation: "50" });
    expect(shown).toMatchObject({ closing: "1150.00", net_new: "150.00", nrr: "1.000000", grr: "0.950000", new_share: "0.500000", expansion_share: "0.250000" });
    expect(shown).toMatchObject({ new_share_net_of_contraction: "0.555556", quick_ratio: "4.000000" });
  });

  it("has no ratios of an opening of nothing", () => {
    const shown = figures("waterfall_metrics", { opening: "0", new: "100", contraction: "0" });
    expect(shown).toMatchObject({ closing: "100.00", growth: null, nrr: null, grr: null, churn_rate: null, quick_ratio: null, new_share: "1.000000" });
  });

  it("leaves out the figures whose inputs are missing", () => {
    expect(figures("waterfall_metrics", { opening: "200", churn: "10" })).toEqual({ churn_rate: "0.050000" });
    expect(figures("waterfall_metrics", { new: "300", expansion: "100" })).toEqual({ new_share: "0.750000", expansion_share: "0.250000" });
  });
});

describe("several figures", () => {
  it("usage_to_arr", () => {
    expect(figures("usage_to_arr", { committed: "8000000", usage: "2000000" })).toEqual({ usage_to_arr: "0.250000", committed_share: "0.800000" });
    expect(figures("usage_to_arr", { committed: "0", usage: "5" })).toEqual({ usage_to_arr: null, committed_share: "0.000000" });
  });

  it("cs_impact keeps prevented churn out of the measured figure", () => {
    expect(figures("cs_impact", { expansion: "2000000", prevented_churn: "1000000" })).toEqual({
      protected_and_added: "3000000.00",
      measured_net_new: "2000000.00",
    });
    expect(figures("cs_impact", { expansion: "2000000" })).toEqual({ measured_net_new: "2000000.00" });
  });

  it("rule_of_40 passes strictly above 40", () => {
    expect(figures("rule_of_40", { growth_pct: "30", margin_pct: "10" })).toEqual({ score: "40.00", passes: false });
    expect(figures("rule_of_40", { growth_pct: "55.5", margin_pct: "-15.49" })).toEqual({ score: "40.01", passes: true });
  });

  it("book_balance", () => {
    expect(figures("book_balance", { books: { ana: "3000000", ben: 1000000, cy: "2000000" } })).toEqual({ average: "2000000.00", max_over_average: "1.500000" });
    expect(figures("book_balance", { books: '{"ana": 0, "ben": 0}' })).toEqual({ average: "0.00", max_over_average: null });
    expect(figures("book_balance", { books: {} })).toEqual({ average: null, max_over_average: null });
  });
});

describe("gtm_plan", () => {
  const plan = { start: "30000000", target: "50000000", churn: "0.10", expansion: "0.05", quota: "1000000", attainment: "0.8" };
  const pipeline = { win_rate: "0.25", marketing_share: "0.4", cost_per_pipeline_dollar: "0.08", acv: "100000" };

  it("leads from 30M to 50M", () => {
    expect(figures("gtm_plan", { ...plan, ramped_aes: 15, ramp_factor: "0.5", ...pipeline })).toEqual({
      retained: "28500000.00",
      required_new: "21500000.00",
      yield_per_ramped_ae: "800000.00",
      ramped_equivalents: 27,
      existing_capacity: "12000000.00",
      hires: 24,
      pipeline: "86000000.00",
      marketing_pipeline: "34400000.00",
      marketing_spend: "2752000.00",
      deals: 215,
      opportunities: 860,
    });
  });

  it("requires the whole 20M where nothing churns or expands", () => {
    expect(figures("gtm_plan", { start: "30000000", target: "50000000" })).toEqual({ retained: "30000000.00", required_new: "20000000.00" });
  });

  it("takes no ramped people and full productivity where nothing else is said", () => {
    expect(figures("gtm_plan", plan)).toMatchObject({ existing_capacity: "0.00", hires: 27, ramped_equivalents: 27 });
  });

  it("asks for nothing where expansion alone reaches the target", () => {
    const shown = figures("gtm_plan", { ...plan, target: "28000000", ...pipeline });
    expect(shown).toMatchObject({ required_new: "0.00", ramped_equivalents: 0, hires: 0, pipeline: "0.00", deals: 0, opportunities: 0 });
  });

  it("needs no hires where the people who are there suffice", () => {
    expect(figures("gtm_plan", { ...plan, ramped_aes: "30" })).toMatchObject({ hires: 0, existing_capacity: "24000000.00" });
  });

  it("counts opportunities from the exact need, not from rounded deals", () => {
    const shown = figures("gtm_plan", { start: "0", target: "150000", acv: "100000", win_rate: "0.5" });
    expect(shown).toMatchObject({ deals: 2, opportunities: 3 });
  });

  it("has no pipeline without wins and no people without quota", () => {
    const shown = figures("gtm_plan", { ...plan, quota: "0", ...pipeline, win_rate: "0" });
    expect(shown).toMatchObject({ ramped_equivalents: null, hires: null, pipeline: null, marketing_pipeline: null, marketing_spend: null, opportunities: null, deals: 215 });
  });
});

describe("footing", () => {
  it.each<[unknown, unknown, string, string[], string[]]>([
    [["1.4", "1.4", "1.4"], 0, "4", ["2", "1", "1"], ["1", "1", "1"]],
    ["[0.5, 0.5]", "0", "1", ["1", "0"], ["1", "1"]],
    [["-0.5", "-0.5"], 0, "-1", ["0", "-1"], ["-1", "-1"]],
    [["33.335", "33.335", "33.33"], 2, "100.00", ["33.34", "33.33", "33.33"], ["33.34", "33.34", "33.33"]],
    [["10.4", "-3.6", "-0.3"], 0, "7", ["11", "-4", "0"], ["10", "-4", "0"]],
    [["5"], 2, "5.00", ["5.00"], ["5.00"]],
    [[], 0, "0", [], []],
  ])("%j to %s places", (rows, places, total, footedRows, independent) => {
    expect(figures("footing", { rows, places })).toEqual({ total, rows: footedRows, independent });
  });
});

describe("formulas", () => {
  const formulas = (name: string, inputs: Record<string, unknown>) => calc(name, inputs).map((row) => row.formula);

  it("stand in words and with their numbers", () => {
    expect(formulas("growth", { entry: 100, exit: "120" })).toEqual(["(exit - entry) / entry = (120 - 100) / 100"]);
    expect(formulas("rule_of_40", { growth_pct: "30", margin_pct: "-5" })[0]).toBe("growth_pct + margin_pct = 30 + (-5)");
    expect(formulas("rule_of_40", { growth_pct: "30", margin_pct: "12" })[1]).toBe("growth_pct + margin_pct > 40: 30 + 12 > 40");
    expect(formulas("gtm_plan", { start: "30", target: "50" })).toEqual([
      "start * (1 - churn + expansion) = 30 * (1 - 0 + 0)",
      "max(0, target - retained) = max(0, 50 - 30.00)",
    ]);
  });

  it("say why there is no figure", () => {
    expect(formulas("growth", { entry: "0", exit: "120" })).toEqual(["(exit - entry) / entry = (120 - 0) / 0; undefined, for entry is not above zero"]);
    expect(formulas("book_balance", { books: {} })[1]).toContain("there is no owner");
  });

  it("show lists, long ones cut", () => {
    expect(formulas("renewal_forecast", { items: [["100", "0.9"], ["50", "0.5"]] })).toEqual(["sum of arr * probability = 100 * 0.9 + 50 * 0.5"]);
    expect(formulas("renewal_forecast", { items: Array.from({ length: 10 }, () => ["1", "1"]) })[0]).toMatch(/ \+ … \(2 more\)$/);
    expect(formulas("footing", { rows: ["1.4", "-2.4"], places: 0 })[0]).toBe("sum of rows to 0 places = 1.4 + (-2.4)");
  });
});

describe("exactness", () => {
  it("never goes through a float", () => {
    expect(only("arr_from_mrr", { mrr: "1234567890123456789012345678.91" })).toBe("14814814681481481468148148146.92");
    expect(only("renewal_forecast", { items: "[[9007199254740993, 1], [0.1, 1], [0.2, 1]]" })).toBe("9007199254740993.30");
    expect(only("arr_from_mrr", { mrr: 9007199254740993n })).toBe("108086391056891916.00");
  });

  it("keeps a waterfall's identity and its ratios' relations for any movements", () => {
    const cents = fc.integer({ min: 0, max: 10 ** 9 }).map((number) => `${Math.trunc(number / 100)}.${String(number % 100).padStart(2, "0")}`);
    const minor = (text: unknown) => BigInt(String(text).replace(".", ""));
    fc.assert(
      fc.property(cents, cents, cents, cents, cents, (opening, added, expansion, contraction, churn) => {
        const shown = figures("waterfall_metrics", { opening, new: added, expansion, contraction, churn });
        expect(minor(shown["closing"]) - minor(opening)).toBe(minor(shown["net_new"]));
        if (minor(opening) > 0n) expect(minor(shown["grr"]) <= minor(shown["nrr"])).toBe(true);
        const shares = [shown["new_share"], shown["expansion_share"]];
        if (minor(added) + minor(expansion) > 0n) expect(minor(shares[0]) + minor(shares[1])).toBe(1_000_000n);
        else expect(shares).toEqual([null, null]);
      }),
    );
  });
});

describe("the table", () => {
  it("has the names of the contract and no other", () => {
    const names = `growth cagr cmgr ttm_growth waterfall_metrics quick_ratio annualise_churn net_retention_gain cs_impact arr_from_mrr prepay_discount
      arr_from_revenue usage_to_arr arr_per_customer valuation rule_of_40 new_arr_efficiency magic_number arr_magic_number cac cac_payback_months ltv ltv_cac
      burn_multiple gtm_plan tier renewal_forecast book_balance footing`.split(/\s+/);
    expect(calculations.map((calculation) => calculation.name)).toEqual(names);
  });

  it.each(calculations.map((calculation) => [calculation.name, calculation] as const))("%s answers every figure of its own example", (name, calculation) => {
    const example = Object.fromEntries(calculation.inputs.map((input) => [input.name, input.example]));
    const rows = calc(name, example);
    expect(rows.map((row) => row.figure)).toEqual(calculation.figures.map((figure) => figure.name));
    expect(rows.filter((row) => row.value === null)).toEqual([]);
  });

  it("starts everything at its standard by name, the same in each calculation", () => {
    const standards: Record<string, string> = { churn: "0", expansion: "0", reactivation: "0", ramped_aes: "0", ramp_factor: "1" };
    for (const { inputs } of calculations) for (const input of inputs) expect([input.name, input.standard]).toEqual([input.name, standards[input.name]]);
  });
});
