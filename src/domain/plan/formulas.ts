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

/** Customer success managers, each with so many accounts; accounts grow as ARR does from what the book has. */
export const coverageByAccounts = formulas(
  "coverage_by_accounts",
  { name: "csms_now", kind: "count", formula: "ceil(customers / accounts_per_csm)" },
  { name: "csms_at_target", kind: "count", formula: "ceil(customers * target / book_arr / accounts_per_csm)" },
);

/** Customer success managers, each with so much ARR. */
export const coverageByArr = formulas(
  "coverage_by_arr",
  { name: "csms_now", kind: "count", formula: "ceil(arr / arr_per_csm)" },
  { name: "csms_at_target", kind: "count", formula: "ceil(arr * target / book_arr / arr_per_csm)" },
);

export const csmHires = formulas("csm_hires", { name: "csm_hires", kind: "count", formula: "max(0, csms_at_target - csms)" });

/** What those who are there at the start bring more in the year. */
export const expansionOfStart = formulas("planned_expansion", { name: "planned_expansion", kind: "money", formula: "start * expansion" });

/** What is lost of them, below zero: what leads to the end of the plan, which is rounded once. */
export const lossOfStart = formulas("planned_churn", { name: "planned_churn", kind: "money", formula: "closing - start - required_new - planned_expansion" });

/** Of a month that is over, below zero. */
export const lossOfMonth = formulas("churn_and_contraction", { name: "churn_and_contraction", kind: "money", formula: "churn + contraction" });

/** A month of the plan foots as a month of a waterfall does. */
export const onTheWay = formulas("planned_closing", { name: "planned_closing", kind: "money", formula: "planned_opening + planned_new + planned_expansion + planned_churn" });

/** How far the start that a scenario says is from the book's. */
export const startApart = formulas("start_apart", { name: "start_apart", kind: "ratio", formula: "(start - arr) / arr" });
