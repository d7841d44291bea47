/** From an ARR target back to people, pipeline and deals. */
import type { Calculation } from "../calculation.js";

export const planCalculations: Calculation[] = [
  {
    name: "gtm_plan",
    title: "Go-to-market plan",
    sentence: "What a target asks of sales and marketing. Churn includes contraction; New ARR won within the year is taken not to churn or expand.",
    inputs: [
      { name: "start", kind: "number", sentence: "ARR at the start of the year", example: "30000000" },
      { name: "target", kind: "number", sentence: "ARR wanted at its end", example: "50000000" },
      { name: "churn", kind: "share", sentence: "yearly churn and contraction as a share of the start", example: "0.10", standard: "0" },
      { name: "expansion", kind: "number", sentence: "yearly expansion as a share of the start", example: "0.05", standard: "0" },
      { name: "quota", kind: "number", sentence: "yearly quota of an account executive", example: "1000000" },
      { name: "attainment", kind: "number", sentence: "share of the quota that is met on average", example: "0.8" },
      { name: "ramped_aes", kind: "number", sentence: "account executives already at full productivity", example: "15", standard: "0" },
      { name: "ramp_factor", kind: "share", sentence: "productive share of a hire's first year", example: "0.5", standard: "1" },
      { name: "win_rate", kind: "share", sentence: "share of opportunities that are won", example: "0.25" },
      { name: "marketing_share", kind: "share", sentence: "share of the pipeline that marketing brings", example: "0.4" },
      { name: "cost_per_pipeline_dollar", kind: "number", sentence: "marketing spend for each unit of pipeline", example: "0.08" },
      { name: "acv", kind: "number", sentence: "annual value of an average deal", example: "100000" },
    ],
    figures: [
      { name: "retained", kind: "money", formula: "start * (1 - churn + expansion)" },
      { name: "required_new", kind: "money", formula: "max(0, target - retained)" },
      { name: "yield_per_ramped_ae", kind: "money", formula: "quota * attainment" },
      { name: "ramped_equivalents", kind: "count", formula: "ceil(required_new / yield_per_ramped_ae)" },
      { name: "existing_capacity", kind: "money", formula: "ramped_aes * yield_per_ramped_ae" },
      { name: "hires", kind: "count", formula: "ceil(max(0, required_new - existing_capacity) / (yield_per_ramped_ae * ramp_factor))" },
      { name: "pipeline", kind: "money", formula: "required_new / win_rate" },
      { name: "marketing_pipeline", kind: "money", formula: "pipeline * marketing_share" },
      { name: "marketing_spend", kind: "money", formula: "marketing_pipeline * cost_per_pipeline_dollar" },
      { name: "deals", kind: "count", formula: "ceil(required_new / acv)" },
      { name: "opportunities", kind: "count", formula: "ceil(required_new / acv / win_rate)" },
    ],
  },
];
