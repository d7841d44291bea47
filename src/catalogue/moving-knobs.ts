/** Which knobs move which figures: what the definitions say, and what is tried where definitions stand side by side. */
import type { KnobName } from "../domain/policy.js";

/** The knobs that decide which lines count, from when to when, and how much; they change every figure made of ARR. */
export const arrKnobs: readonly KnobName[] = [
  "reporting_currency", "time_zone", "include_kinds", "kind_rules", "weeks_per_year", "days_per_year", "term_annualisation", "term_snap_days",
  "partial_year", "sub_annual_plans", "time_limited_discount", "ramp", "recognition", "late_signature", "end_date_convention", "expired",
  "overlap", "grace_days", "renewal_gap", "churn_date", "fx",
];

/** The knobs that move retention: ARR's own, who a customer is, and at which rate a movement is taken. */
export const retentionKnobs: readonly KnobName[] = [...arrKnobs, "level", "fx_split"];
