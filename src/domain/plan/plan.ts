/** A plan from the ARR at the start of a year to a target: each step with its formula and the numbers in it. */
import type { Calculation, GivenNumber, WorkedRow } from "../calc/calculation.js";
import { findCalculation, workedRows } from "../calc/calc.js";
import { footedFractions } from "../footing.js";
import { decimalText } from "../money.js";
import { Rational, readDecimal } from "../rational.js";
import { averageAes, bottomUp, coverageByAccounts, coverageByArr, csmHires, pipelineAhead } from "./formulas.js";
import { capacityByMonth, fullyProductive, hiresNeeded, hiresSaid, monthIn, monthsBetween, rampFactor, rampFormula, totalCapacity, totalStarting, type Starting } from "./hiring.js";
import { monthsOfPlan, type Scenario, type Share } from "./scenario.js";

const zero = new Rational(0n);
const none: GivenNumber = { value: zero, text: "0" };

/** What a plan starts from, each number with where it comes from. */
export interface PlanBasis {
  /** The first month of the year. */
  first: string;
  start: GivenNumber;
  startFormula: string;
  target: GivenNumber;
  targetFormula: string;
  churn: GivenNumber;
  churnFormula: string;
  expansion: GivenNumber;
  expansionFormula: string;
  /** ARR and top parents of each tier. */
  tiers: readonly { tier: string; customers: string; arr: string }[];
  /** ARR of the book where its tiers are counted, whatever a scenario starts from. */
  bookArr: GivenNumber;
  currency: string;
  places: number;
}

export type PlanSection = "target" | "people" | "pipeline" | "customer success";

export interface PlanStep {
  section: PlanSection;
  /** The part of the whole that it is of; empty for the whole. */
  group: string;
  step: string;
  value: string | number | null;
  /** A currency, percent (1 is 100 %), or what is counted. */
  unit: string;
  formula: string;
}

/** The steps of a plan, and what its months are made of. */
export interface Plan {
  steps: PlanStep[];
  /** Inputs that the scenario lacks, and the steps that are missing without them. */
  missing: string[];
  left_out: string[];
  numbers: ReadonlyMap<string, GivenNumber>;
  hires: readonly Starting[];
  /** What can be sold in each month, exactly; undefined where that can't be told. */
  capacity: Rational[] | undefined;
  seasonality: readonly Rational[];
}

/** What is counted in a step that is neither money nor a share. */
const counted: Record<string, string> = { average_aes: "AEs", ramped_equivalents: "AEs", hires: "AEs", deals: "deals", opportunities: "opportunities", csms_now: "CSMs", csms_at_target: "CSMs", csm_hires: "CSMs" };

/** Steps that are split over the groups of a scenario by their shares. */
const splitSteps = new Set(["required_new", "ramped_equivalents", "existing_capacity", "hires", "pipeline", "marketing_pipeline", "marketing_spend", "deals", "opportunities"]);

const gtmPlan = (): Calculation => findCalculation("gtm_plan");

export function planOf(scenario: Scenario, basis: PlanBasis): Plan {
  const plan = new Planning(scenario, basis);
  plan.target();
  plan.people();
  plan.pipeline();
  plan.customerSuccess();
  return plan.result();
}

class Planning {
  private readonly steps: PlanStep[] = [];
  private readonly known = new Map<string, GivenNumber>();
  private readonly gtm = new Map<string, WorkedRow>();
  private hires: Starting[] = [];
  private capacity: Rational[] | undefined;
  private readonly attrition: GivenNumber;
  /** Months after the first in which somebody can start. */
  private readonly firstHire: number;

  constructor(private readonly scenario: Scenario, private readonly basis: PlanBasis) {
    for (const [name, number] of scenario.numbers) this.known.set(name, number);
    for (const name of ["start", "target", "churn", "expansion"] as const) this.known.set(name, basis[name]);
    this.attrition = scenario.numbers.get("attrition") ?? none;
    this.firstHire = scenario.hire_from === undefined ? 0 : Math.min(Math.max(0, monthsBetween(basis.first, scenario.hire_from)), monthsOfPlan);
  }

  result(): Plan {
    const inputs = gtmPlan().inputs.map(({ name }) => name);
    return {
      steps: this.steps,
      missing: [...inputs.filter((name) => !this.known.has(name)), ...(this.scenario.coverage === undefined ? ["coverage"] : [])],
      left_out: [...gtmPlan().figures.map(({ name }) => name).filter((name) => !this.gtm.has(name)), ...(this.scenario.coverage === undefined ? ["customer success managers"] : [])],
      numbers: this.known, hires: this.hires, capacity: this.capacity, seasonality: this.seasonality(),
    };
  }

  target(): void {
    const { start, startFormula, target, targetFormula, churn, churnFormula, expansion, expansionFormula, currency, places } = this.basis;
    this.add("target", "start", start.value.toFixed(places), currency, startFormula);
    this.add("target", "target", target.value.toFixed(places), currency, targetFormula);
    this.add("target", "churn", churn.value.toFixed(6), "percent", churnFormula);
    this.add("target", "expansion", expansion.value.toFixed(6), "percent", expansionFormula);
    this.staff();
    for (const row of workedRows(gtmPlan(), this.known, places)) this.gtm.set(row.figure, row);
    for (const row of this.gtm.values()) if (row.exact !== undefined) this.known.set(row.figure, { value: row.exact, text: String(row.value) });
    this.addGtm("target", "retained", "required_new");
  }

  people(): void {
    if (!this.gtm.has("yield_per_ramped_ae")) return;
    if (this.scenario.numbers.has("attrition")) this.addWorked("people", averageAes, new Map([["ramped_aes", this.scenario.numbers.get("ramped_aes") ?? none], ["attrition", this.attrition]]));
    if (!this.scenario.numbers.has("ramp_factor")) {
      const factor = this.known.get("ramp_factor")!;
      this.add("people", "ramp_factor", factor.value.toFixed(6), "percent", rampFormula(this.scenario.ramp ?? fullyProductive, this.attrition, this.firstHire));
    }
    this.addGtm("people", "yield_per_ramped_ae", "ramped_equivalents", "existing_capacity", "hires");
    this.schedule();
  }

  pipeline(): void {
    this.addGtm("pipeline", "pipeline");
    const pipeline = this.known.get("pipeline");
    const cycle = this.scenario.cycle_months;
    if (pipeline !== undefined && this.gtm.has("pipeline") && cycle !== undefined) {
      const share = this.seasonality().slice(0, cycle).reduce((sum, month) => sum.plus(month), zero);
      this.addWorked("pipeline", pipelineAhead, new Map([["pipeline", pipeline], ["share_of_first_cycle", { value: share, text: share.toFixed(6) }]]), `, open before ${this.basis.first} as a deal takes ${cycle} months`);
    }
    this.addGtm("pipeline", "marketing_pipeline", "marketing_spend", "deals", "opportunities");
  }

  customerSuccess(): void {
    const { coverage, csms } = this.scenario;
    if (coverage === undefined) return;
    const totals = new Map<string, Rational>();
    for (const { tier, of, load } of coverage) {
      const found = this.basis.tiers.find((one) => one.tier === tier) ?? { customers: "0", arr: "0" };
      const [calculation, measure, per] = of === "accounts" ? [coverageByAccounts, "customers", "accounts_per_csm"] as const : [coverageByArr, "arr", "arr_per_csm"] as const;
      const given = new Map([[measure, numberOf(found[measure])], [per, load], ["target", this.basis.target], ["book_arr", this.basis.bookArr]]);
      for (const row of workedRows(calculation, given, this.basis.places)) {
        this.addRow("customer success", row, tier);
        totals.set(row.figure, (totals.get(row.figure) ?? zero).plus(row.exact ?? zero));
      }
    }
    for (const [step, total] of totals) this.add("customer success", step, Number(total.numerator), counted[step]!, "sum of the tiers");
    const atTarget = totals.get("csms_at_target");
    if (csms !== undefined && atTarget !== undefined) this.addWorked("customer success", csmHires, new Map([["csms_at_target", { value: atTarget, text: atTarget.toFixed(0) }], ["csms", csms]]));
  }

  /** Account executives there are over the year, and how much of it a hire is productive, before the plan takes both. */
  private staff(): void {
    const said = this.scenario.numbers.get("ramped_aes") ?? none;
    const [average] = workedRows(averageAes, new Map([["ramped_aes", said], ["attrition", this.attrition]]));
    this.known.set("ramped_aes", this.attrition.value.isZero() ? said : { value: average!.exact!, text: String(average!.value) });
    if (!this.known.has("ramp_factor")) this.known.set("ramp_factor", rampFactor(this.scenario.ramp ?? fullyProductive, this.attrition, this.firstHire));
  }

  /** Who starts when, what all can sell, and what that lacks of what is required. */
  private schedule(): void {
    const [required, existing, yieldOfAe] = ["required_new", "existing_capacity", "yield_per_ramped_ae"].map((name) => this.known.get(name)!) as [GivenNumber, GivenNumber, GivenNumber];
    if (this.scenario.numbers.has("ramp_factor")) return;
    const needed = { stillRequired: atLeastZero(required.value.minus(existing.value)), yieldOfAe, attrition: this.attrition, ramp: this.scenario.ramp ?? fullyProductive, places: this.basis.places };
    const { hires } = this.scenario;
    this.hires = hires === undefined ? hiresNeeded(this.scenario, this.firstHire, needed) : hiresSaid(hires, this.basis.first, needed);
    const inWords = this.hires.map(({ startsIn, starting }) => `${monthIn(this.basis.first, startsIn)}: ${starting.text}`).join(", ");
    const pace = this.scenario.hires_a_month === undefined ? "" : `, at most ${this.scenario.hires_a_month.text} a month`;
    this.add("people", "hires_scheduled", Number(totalStarting(this.hires).numerator), "AEs", hires === undefined ? `as early as they can start${pace}: ${inWords || "none is needed"}` : `said in the scenario: ${inWords || "none in the year"}`);
    const capacity = totalCapacity(this.hires);
    const terms = this.hires.map(({ formula }) => formula.slice(formula.indexOf("= ") + 2)).join(" + ");
    this.add("people", "hired_capacity", capacity.toFixed(this.basis.places), this.basis.currency, `sum of starting * yield_per_ramped_ae * ramp_factor by month = ${terms || "0"}`);
    this.addWorked("people", bottomUp, new Map([["existing_capacity", existing], ["hired_capacity", { value: capacity, text: capacity.toFixed(this.basis.places) }], ["required_new", required]]));
    const there = this.scenario.numbers.get("ramped_aes") ?? none;
    this.capacity = capacityByMonth(there.value, this.hires, needed);
  }

  private seasonality(): readonly Rational[] {
    return this.scenario.seasonality?.map(({ value }) => value) ?? Array.from({ length: monthsOfPlan }, () => new Rational(1n, BigInt(monthsOfPlan)));
  }

  private addGtm(section: PlanSection, ...names: string[]): void {
    for (const name of names) {
      const row = this.gtm.get(name);
      if (row !== undefined) this.addRow(section, row);
    }
  }

  private addWorked(section: PlanSection, calculation: Calculation, given: ReadonlyMap<string, GivenNumber>, added = ""): void {
    for (const row of workedRows(calculation, given, this.basis.places)) {
      this.addRow(section, { ...row, formula: `${row.formula}${added}` });
      if (row.exact !== undefined) this.known.set(row.figure, { value: row.exact, text: String(row.value) });
    }
  }

  private addRow(section: PlanSection, { figure, value, formula, exact }: WorkedRow, group = ""): void {
    const unit = counted[figure] ?? this.basis.currency;
    this.add(section, figure, value as PlanStep["value"], unit, formula, group);
    if (exact !== undefined && group === "" && splitSteps.has(figure)) this.addParts(section, figure, value as string | number, unit);
  }

  /** The whole over the groups of the scenario by largest remainder, so that they sum to it. */
  private addParts(section: PlanSection, step: string, whole: string | number, unit: string): void {
    const { groups } = this.scenario;
    if (groups === undefined) return;
    const isCount = typeof whole === "number";
    const places = isCount ? 0 : this.basis.places;
    const parts = sharedOut(whole, groups.shares, places);
    for (const [at, { name, text }] of groups.shares.entries()) {
      const part = parts[at]!;
      this.add(section, step, isCount ? Number(part) : decimalText(part, places), unit, `share * ${step} = ${text} * ${whole}; the parts sum`, name);
    }
  }

  private add(section: PlanSection, step: string, value: PlanStep["value"], unit: string, formula: string, group = ""): void {
    this.steps.push({ section, group, step, value, unit, formula });
  }
}

const numberOf = (text: string): GivenNumber => ({ text, value: readDecimal(text)! });
const atLeastZero = (value: Rational): Rational => (value.isNegative() ? zero : value);

function sharedOut(whole: string | number, shares: readonly Share[], places: number): bigint[] {
  const total = readDecimal(String(whole))!;
  return footedFractions(shares.map(({ value }) => value.times(total)), places);
}
