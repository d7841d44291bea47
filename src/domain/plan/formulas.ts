/** The formulas of a plan that `calc gtm_plan` does not hold, in the calculator's own form: each is written once, works out its figure and explains it. */
import type { Calculation, FormulaFigure } from "../calc/calculation.js";

const formulas = (name: string, ...figures: FormulaFigure[]): Calculation => ({ name, title: name, sentence: "", inputs: [], figures });

/** Of the twelve months before a plan. */
export const bookRates = formulas(
  "book_rates",
  { name: "churn", kind: "ratio", formula: "(lost_churn + lost_contraction) / opening" },
  { name: "expansion", kind: "ratio", formula: "gained_expansion / opening" },
);

/** Those who leave do so evenly over the year. */
export const averageAes = formulas("average_aes", { name: "average_aes", kind: "times", formula: "ramped_aes * (1 - attrition / 2)" });

const hired: FormulaFigure[] = [
  { name: "capacity_of_hires", kind: "money", formula: "starting * yield_per_ramped_ae * ramp_factor" },
  { name: "left", kind: "money", formula: "max(0, still_required - capacity_of_hires)" },
];

/** Those who start in one month, as many as are still required. */
export const hiring = formulas("hiring", { name: "starting", kind: "count", formula: "ceil(still_required / (yield_per_ramped_ae * ramp_factor))" }, ...hired);

/** At most so many a month. */
export const pacedHiring = formulas("paced_hiring", { name: "starting", kind: "count", formula: "min(hires_a_month, ceil(still_required / (yield_per_ramped_ae * ramp_factor)))" }, ...hired);

/** Those who are said to start in one month. */
export const saidHiring = formulas("said_hiring", ...hired);

export const bottomUp = formulas(
  "bottom_up",
  { name: "bottom_up", kind: "money", formula: "existing_capacity + hired_capacity" },
  { name: "gap", kind: "money", formula: "bottom_up - required_new" },
);

/** The first deals of a year come from pipeline that was opened a sales cycle before. */
export const pipelineAhead = formulas("pipeline_ahead", { name: "pipeline_at_start", kind: "money", formula: "pipeline * share_of_first_cycle" });

/** Customer success managers, each with so many accounts. */
export const coverageByAccounts = formulas(
  "coverage_by_accounts",
  { name: "csms_now", kind: "count", formula: "ceil(customers / accounts_per_csm)" },
  { name: "csms_at_target", kind: "count", formula: "ceil(customers * target / start / accounts_per_csm)" },
);

/** Customer success managers, each with so much ARR. */
export const coverageByArr = formulas(
  "coverage_by_arr",
  { name: "csms_now", kind: "count", formula: "ceil(arr / arr_per_csm)" },
  { name: "csms_at_target", kind: "count", formula: "ceil(arr * target / start / arr_per_csm)" },
);

export const csmHires = formulas("csm_hires", { name: "csm_hires", kind: "count", formula: "max(0, csms_at_target - csms)" });

/** A balance on the way from the start of a year to its end. */
export const onTheWay = formulas("on_the_way", { name: "planned_closing", kind: "money", formula: "start + (retained + required_new - start) * so_far" });

/** What those who are there at the start bring more in the year. */
export const expansionOfStart = formulas("expansion_of_start", { name: "planned_expansion", kind: "money", formula: "start * expansion" });
