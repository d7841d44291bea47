/** How fast ARR grows. */
import type { Calculation, CalcInput } from "../calculation.js";

const entry: CalcInput = { name: "entry", kind: "number", sentence: "ARR at the start", example: "1000000" };
const exit: CalcInput = { name: "exit", kind: "number", sentence: "ARR at the end", example: "1728000" };

export const growthCalculations: Calculation[] = [
  {
    name: "growth",
    title: "Growth",
    sentence: "The change of ARR as a share of where it started.",
    inputs: [entry, exit],
    figures: [{ name: "growth", kind: "ratio", formula: "(exit - entry) / entry" }],
  },
  {
    name: "cagr",
    title: "Compound annual growth rate",
    sentence: "The steady yearly growth that leads from entry to exit.",
    inputs: [entry, exit, { name: "years", kind: "number", sentence: "years between the two, parts of a year too", example: "3" }],
    figures: [{ name: "cagr", kind: "ratio", formula: "(exit / entry) ^ (1 / years) - 1" }],
  },
  {
    name: "cmgr",
    title: "Compound monthly growth rate",
    sentence: "The steady monthly growth that leads from entry to exit.",
    inputs: [entry, exit, { name: "months", kind: "number", sentence: "months between the two", example: "3" }],
    figures: [{ name: "cmgr", kind: "ratio", formula: "(exit / entry) ^ (1 / months) - 1" }],
  },
  {
    name: "ttm_growth",
    title: "Growth over the trailing twelve months",
    sentence: "ARR against ARR of the same day a year ago.",
    inputs: [
      { name: "arr", kind: "number", sentence: "ARR now", example: "6500000" },
      { name: "arr_year_ago", kind: "number", sentence: "ARR on the same day a year ago", example: "5000000" },
    ],
    figures: [{ name: "ttm_growth", kind: "ratio", formula: "(arr - arr_year_ago) / arr_year_ago" }],
  },
];
