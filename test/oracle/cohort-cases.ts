import type { Knobs, TriangleAsk } from "./index.js";
import type { Case } from "./judged.js";
import { line } from "./worked-cases.js";

/** Of a small book, its cohorts by their periods: size, then the value of each age; worked by hand from SEMANTICS 14. */
export interface CohortAsk extends TriangleAsk {
  knobs?: Knobs;
  /** A dash is null. */
  expect: Record<string, string>;
}

const MARCH = { to: "2025-03-31", grain: "month" } as const;
const QUARTER = { to: "2025-03-31", grain: "quarter" } as const;

const FOUR_LINES = [
  line("L1", "a", "2025-01-10", "", "100", "year"),
  line("L2", "a", "2025-03-05", "", "20", "year"),
  line("L3", "b", "2025-01-20", "2025-02-15", "50", "year"),
  line("L4", "c", "2025-03-20", "", "30", "year"),
];

export const COHORT_CASES: Case<CohortAsk>[] = [
  {
    claim: "a (100) and b (50) come in January, b leaves in February, a grows by 20 in March, when c (30) comes: the last of each cohort sums to 150",
    lines: FOUR_LINES,
    asks: [
      { ...MARCH, measure: "arr", expect: { "2025-01": "2: 150.00 100.00 120.00", "2025-03": "1: 30.00" } },
      { ...MARCH, measure: "logos", expect: { "2025-01": "2: 2 1 1", "2025-03": "1: 1" } },
      { ...MARCH, measure: "logo_retention", expect: { "2025-01": "2: 1.000000 0.500000 0.500000", "2025-03": "1: 1.000000" } },
      { ...MARCH, measure: "nrr", expect: { "2025-01": "2: 1.000000 0.666667 0.800000", "2025-03": "1: 1.000000" } },
      { ...MARCH, measure: "grr", expect: { "2025-01": "2: 1.000000 0.666667 0.666667", "2025-03": "1: 1.000000" } },
      { ...MARCH, to: "2025-03-30", measure: "logos", expect: { "2025-01": "2: 2 1" } },
    ],
  },
  {
    claim: "by quarters who left inside the first one counts in the size, and is in no close of it; ages of months go on from the quarter's end, those of quarters are its ends after the month, and the last of each cohort sums to ARR",
    lines: FOUR_LINES,
    asks: [
      { ...QUARTER, measure: "arr", expect: { "2025-Q1": "3: 150.00" } },
      { ...QUARTER, measure: "logos", expect: { "2025-Q1": "3: 2" } },
      { ...QUARTER, to: "2025-05-31", ageGrain: "month", measure: "arr", expect: { "2025-Q1": "3: 150.00 150.00 150.00" } },
      { ...MARCH, to: "2025-09-30", ageGrain: "quarter", measure: "arr", expect: { "2025-01": "2: 150.00 120.00 120.00 120.00", "2025-03": "1: 30.00 30.00 30.00" } },
      { ...QUARTER, measure: "arr", knobs: { fiscal_year_start: "02-01" }, expect: { "2025-Q4": "2: 150.00" } },
      { ...QUARTER, to: "2025-04-30", measure: "arr", knobs: { fiscal_year_start: "02-01" }, expect: { "2025-Q4": "2: 150.00 120.00", "2026-Q1": "1: 30.00" } },
    ],
  },
  {
    claim: "who is gone for years stays in the cohort of its first day, also where the window makes it New again; the years between are told, with nothing in them",
    lines: [line("L1", "a", "2022-06-01", "2023-01-01", "100", "year"), line("L2", "a", "2024-05-01", "", "80", "year")],
    asks: [
      { to: "2024-12-31", grain: "year", measure: "arr", knobs: { reactivation_window_months: 0 }, expect: { "2022": "1: 100.00 0.00 80.00" } },
      { to: "2024-12-31", grain: "year", measure: "logos", expect: { "2022": "1: 1 0 1" } },
      { to: "2024-12-31", grain: "year", measure: "nrr", expect: { "2022": "1: 1.000000 0.000000 0.800000" } },
      { to: "2024-12-31", grain: "year", measure: "grr", expect: { "2022": "1: 1.000000 0.000000 0.800000" } },
    ],
  },
  {
    claim: "who came and left inside the period leaves nothing to divide by; who never had more than nothing is in no cohort",
    lines: [line("L1", "a", "2025-01-05", "2025-01-20", "100", "year"), line("L2", "free", "2025-01-01", "", "0", "year"), line("L3", "owed", "2025-01-01", "", "-5", "year")],
    asks: [
      { ...MARCH, to: "2025-02-28", measure: "arr", expect: { "2025-01": "1: 0.00 0.00" } },
      { ...MARCH, to: "2025-02-28", measure: "nrr", expect: { "2025-01": "1: - -" } },
      { ...MARCH, to: "2025-02-28", measure: "logo_retention", expect: { "2025-01": "1: - -" } },
    ],
  },
  {
    claim: "who came with a company bought is in the cohort; what comes to it so later is ARR of the cohort, and no retention. 100 becomes 100 and 40 acquired",
    lines: [line("L1", "a", "2025-01-05", "", "100", "year"), line("L2", "a", "2025-02-05", "", "40", "year", { origin: "acquisition" }), line("L3", "b", "2025-02-05", "", "7", "year", { origin: "acquisition" })],
    asks: [
      { ...MARCH, to: "2025-02-28", measure: "arr", expect: { "2025-01": "1: 100.00 140.00", "2025-02": "1: 7.00" } },
      { ...MARCH, to: "2025-02-28", measure: "nrr", expect: { "2025-01": "1: 1.000000 1.000000", "2025-02": "1: 1.000000" } },
    ],
  },
  {
    claim: "a child that comes in March is of its parent's cohort, where parents are customers",
    lines: [line("L1", "a", "2025-01-05", "", "100", "year", { parent_id: "p" }), line("L2", "b", "2025-03-05", "", "40", "year", { parent_id: "p" })],
    asks: [
      { ...MARCH, measure: "arr", knobs: { level: "parent" }, expect: { "2025-01": "1: 100.00 100.00 140.00" } },
      { ...MARCH, measure: "arr", expect: { "2025-01": "1: 100.00 100.00 100.00", "2025-03": "1: 40.00" } },
    ],
  },
  {
    claim: "whose only day is one that the last day's churn takes away is in no cohort; go-live makes it begin later",
    lines: [line("L1", "a", "2025-01-31", "2025-02-01", "100", "year"), line("L2", "b", "2025-01-31", "", "10", "year", { live_on: "2025-02-01" })],
    asks: [
      { ...MARCH, to: "2025-02-28", measure: "arr", knobs: { churn_date: "last_day" }, expect: { "2025-01": "1: 10.00 10.00" } },
      { ...MARCH, to: "2025-02-28", measure: "arr", knobs: { recognition: "go_live" }, expect: { "2025-01": "1: 100.00 0.00", "2025-02": "1: 10.00" } },
    ],
  },
  {
    claim: "weeks bear the number of their Thursday, whichever day they begin on: 29 December 2024 is a Sunday",
    lines: [line("L1", "a", "2024-12-29", "", "100", "year"), line("L2", "b", "2024-12-30", "", "10", "year")],
    asks: [
      { to: "2025-01-05", grain: "week", measure: "arr", expect: { "2024-W52": "1: 100.00 100.00", "2025-W01": "1: 10.00" } },
      { to: "2025-01-05", grain: "week", measure: "arr", knobs: { week_start: "sunday" }, expect: { "2025-W01": "2: 110.00" } },
    ],
  },
];
