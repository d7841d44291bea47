/** What the rows of a waterfall say. Losses are written as positive amounts. */
import type { CalcInput, Calculation, Figure } from "../calculation.js";

const movements: CalcInput[] = [
  { name: "new", kind: "number", sentence: "ARR of customers won", example: "400000" },
  { name: "expansion", kind: "number", sentence: "ARR added by existing customers", example: "150000", standard: "0" },
  { name: "reactivation", kind: "number", sentence: "ARR of customers who came back", example: "0", standard: "0" },
  { name: "contraction", kind: "loss", sentence: "ARR lost by downgrades of customers who stay, as a positive amount", example: "50000" },
  { name: "churn", kind: "loss", sentence: "ARR of customers who left, as a positive amount", example: "100000", standard: "0" },
];

const quickRatio: Figure = { name: "quick_ratio", kind: "ratio", formula: "(new + expansion + reactivation) / (contraction + churn)" };

export const movementCalculations: Calculation[] = [
  {
    name: "waterfall_metrics",
    title: "Figures of an ARR waterfall",
    sentence: "Retention leaves reactivation out; nrr_before_churn leaves churn out as well and must not be called NRR.",
    inputs: [{ name: "opening", kind: "number", sentence: "ARR at the start of the period", example: "5000000" }, ...movements],
    figures: [
      { name: "closing", kind: "money", formula: "opening + new + expansion + reactivation - contraction - churn" },
      { name: "net_new", kind: "money", formula: "new + expansion + reactivation - contraction - churn" },
      { name: "growth", kind: "ratio", formula: "(new + expansion + reactivation - contraction - churn) / opening" },
      { name: "nrr", kind: "ratio", formula: "(opening + expansion - contraction - churn) / opening" },
      { name: "grr", kind: "ratio", formula: "(opening - contraction - churn) / opening" },
      { name: "churn_rate", kind: "ratio", formula: "churn / opening" },
      { name: "gross_churn_rate", kind: "ratio", formula: "(churn + contraction) / opening" },
      { name: "new_share", kind: "ratio", formula: "new / (new + expansion + reactivation)" },
      { name: "expansion_share", kind: "ratio", formula: "expansion / (new + expansion + reactivation)" },
      { name: "new_share_net_of_contraction", kind: "ratio", formula: "new / (new + expansion + reactivation - contraction)" },
      { name: "nrr_before_churn", kind: "ratio", formula: "(opening + expansion - contraction) / opening" },
      quickRatio,
    ],
  },
  {
    name: "quick_ratio",
    title: "Quick ratio",
    sentence: "ARR added for each unit of ARR lost; undefined where nothing was lost.",
    inputs: movements,
    figures: [quickRatio],
  },
  {
    name: "annualise_churn",
    title: "Yearly churn from monthly churn",
    sentence: "What a monthly churn rate comes to over twelve months, as each month loses from what the last one left.",
    inputs: [{ name: "monthly", kind: "share", sentence: "churn of one month as a share, 0.02 for 2%", example: "0.02" }],
    figures: [{ name: "annualise_churn", kind: "ratio", formula: "1 - (1 - monthly) ^ 12" }],
  },
  {
    name: "net_retention_gain",
    title: "ARR gained by retention alone",
    sentence: "What a year at this NRR adds without a single new customer.",
    inputs: [
      { name: "arr", kind: "number", sentence: "ARR at the start of the year", example: "50000000" },
      { name: "nrr", kind: "number", sentence: "net revenue retention as a ratio, 1.15 for 115%", example: "1.15" },
    ],
    figures: [{ name: "net_retention_gain", kind: "money", formula: "arr * (nrr - 1)" }],
  },
  {
    name: "cs_impact",
    title: "Impact of customer success",
    sentence: "Prevented churn is what would have happened: it belongs to the management figure, and only expansion stands in the waterfall.",
    inputs: [
      { name: "expansion", kind: "number", sentence: "expansion won, as in the waterfall", example: "2000000", standard: "0" },
      { name: "prevented_churn", kind: "number", sentence: "ARR that would have churned and was kept", example: "1000000" },
    ],
    figures: [
      { name: "protected_and_added", kind: "money", formula: "expansion + prevented_churn" },
      { name: "measured_net_new", kind: "money", formula: "expansion" },
    ],
  },
];
