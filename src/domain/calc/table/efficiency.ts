/** What growth costs. Margins and churn are shares (0.8 for 80%). */
import type { CalcInput, Calculation, FormulaFigure } from "../calculation.js";

const spend: CalcInput = { name: "s_and_m", kind: "number", sentence: "sales and marketing spend of the same period", example: "500000" };
const priorSpend: CalcInput = { name: "prior_s_and_m", kind: "number", sentence: "sales and marketing spend of the quarter before", example: "500000" };
const newArr: CalcInput = { name: "new_arr", kind: "number", sentence: "New ARR of the period", example: "400000" };
const netNewArr: CalcInput = { name: "net_new_arr", kind: "number", sentence: "net new ARR of the period", example: "400000" };
const grossMargin: CalcInput = { name: "gross_margin", kind: "share", sentence: "gross margin as a share, 0.8 for 80%", example: "0.8" };
const lifetime: CalcInput[] = [
  { name: "arr_per_customer", kind: "number", sentence: "ARR per customer", example: "12000" },
  grossMargin,
  { name: "churn_rate", kind: "share", sentence: "yearly churn as a share, 0.1 for 10%", example: "0.1" },
];

const ltv: FormulaFigure = { name: "ltv", kind: "money", formula: "arr_per_customer * gross_margin / churn_rate" };

export const efficiencyCalculations: Calculation[] = [
  {
    name: "rule_of_40",
    title: "Rule of 40",
    sentence: "Growth and margin together should be strictly above 40 points; say which margin (operating, EBITDA or free cash flow).",
    inputs: [
      { name: "growth_pct", kind: "percent", sentence: "growth in percent, 30 for 30%", example: "30" },
      { name: "margin_pct", kind: "percent", sentence: "margin in percent, may be negative", example: "12" },
    ],
    figures: [
      { name: "score", kind: "points", formula: "growth_pct + margin_pct" },
      { name: "passes", kind: "verdict", formula: "growth_pct + margin_pct > 40" },
    ],
  },
  {
    name: "new_arr_efficiency",
    title: "New ARR efficiency",
    sentence: "New ARR for each unit spent on sales and marketing in the same period.",
    inputs: [newArr, spend],
    figures: [{ name: "new_arr_efficiency", kind: "ratio", formula: "new_arr / s_and_m" }],
  },
  {
    name: "magic_number",
    title: "Magic number",
    sentence: "The quarter's gain in revenue, over a year, for each unit spent in the quarter before (Scale Venture Partners).",
    inputs: [
      { name: "revenue", kind: "number", sentence: "revenue of the quarter", example: "2600000" },
      { name: "prior_revenue", kind: "number", sentence: "revenue of the quarter before", example: "2500000" },
      priorSpend,
    ],
    figures: [{ name: "magic_number", kind: "ratio", formula: "(revenue - prior_revenue) * 4 / prior_s_and_m" }],
  },
  {
    name: "arr_magic_number",
    title: "Magic number on ARR",
    sentence: "Net new ARR of the quarter for each unit spent on sales and marketing in the quarter before.",
    inputs: [netNewArr, priorSpend],
    figures: [{ name: "arr_magic_number", kind: "ratio", formula: "net_new_arr / prior_s_and_m" }],
  },
  {
    name: "cac",
    title: "Customer acquisition cost",
    sentence: "Sales and marketing spend for each new customer.",
    inputs: [spend, { name: "new_customers", kind: "number", sentence: "customers won in the period", example: "25" }],
    figures: [{ name: "cac", kind: "money", formula: "s_and_m / new_customers" }],
  },
  {
    name: "cac_payback_months",
    title: "CAC payback in months",
    sentence: "Months until the gross margin of the New ARR has paid for what won it.",
    inputs: [spend, newArr, grossMargin],
    figures: [{ name: "cac_payback_months", kind: "months", formula: "s_and_m / (new_arr * gross_margin / 12)" }],
  },
  {
    name: "ltv",
    title: "Lifetime value",
    sentence: "Gross margin of a customer over the lifetime that the churn rate implies.",
    inputs: lifetime,
    figures: [ltv],
  },
  {
    name: "ltv_cac",
    title: "LTV:CAC",
    sentence: "Lifetime value for each unit spent to win the customer.",
    inputs: [...lifetime, { name: "cac", kind: "number", sentence: "customer acquisition cost", example: "20000" }],
    figures: [{ name: "ltv_cac", kind: "times", formula: "ltv / cac", from: [ltv] }],
  },
  {
    name: "burn_multiple",
    title: "Burn multiple",
    sentence: "Cash burnt for each unit of net new ARR (David Sacks).",
    inputs: [{ name: "net_burn", kind: "number", sentence: "cash burnt in the period, positive", example: "600000" }, netNewArr],
    figures: [{ name: "burn_multiple", kind: "times", formula: "net_burn / net_new_arr" }],
  },
];
