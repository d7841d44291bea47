import { Fraction } from "./fraction.js";
import { type FxKnob, type Rates, readRates } from "./rates.js";

export type Knobs = Record<string, unknown>;
export type Kind = "recurring" | "usage" | "one_time" | "services";

/** The knobs of SURFACE 7 that act here, with the defaults of SEMANTICS 19. */
export interface Policy {
  includeKinds: Kind[];
  kindRules: { match: RegExp; kind: Kind }[];
  weeksPerYear: Fraction;
  daysPerYear: Fraction;
  termAnnualisation: string;
  termSnapDays: number;
  partialYear: string;
  subAnnualPlans: string;
  timeLimitedDiscount: string;
  ramp: string;
  recognition: string;
  lateSignature: string;
  endDateConvention: string;
  expired: string;
  overlap: string;
  graceDays: number;
  renewalGap: string;
  churnDate: string;
  reactivationWindowMonths: number | null;
  carrHorizonMonths: number | null;
  carrKnownChurn: string;
  timeZone: string;
  /** The month and the date on which fiscal years begin. */
  fiscalYearStart: [month: number, date: number];
  /** From Sunday = 0. */
  weekStart: number;
  revenue: string;
  reportingCurrency: string;
  rates: Rates;
  fxSplit: string;
  level: string;
  segmentChange: string;
  productMigration: string;
  tiers: { from: Fraction; name: string }[];
}

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const DEFAULT_HORIZON = 12;
const DEFAULT_TIERS = [[0, "smb"], [50_000, "mid_market"], [100_000, "enterprise"]];
const DEFAULT_KIND_RULES = [
  { match: "setup|onboarding|implementation|training|migration|consulting|professional services", kind: "services" },
  { match: "hardware|one-time|one-off", kind: "one_time" },
  { match: "overage|usage|metered", kind: "usage" },
];

export function readKnobs(knobs: Knobs): Policy {
  const word = (name: string, byDefault: string): string => String(knobs[name] ?? byDefault);
  const window = knobs["reactivation_window_months"] ?? null;
  const horizon = knobs["carr_horizon_months"] === undefined ? DEFAULT_HORIZON : (knobs["carr_horizon_months"] as number | null);
  return {
    includeKinds: (knobs["include_kinds"] ?? ["recurring"]) as Kind[],
    kindRules: readKindRules((knobs["kind_rules"] ?? DEFAULT_KIND_RULES) as { match: string; kind: string }[]),
    weeksPerYear: number(word("weeks_per_year", "52")),
    daysPerYear: number(word("days_per_year", "365")),
    termAnnualisation: word("term_annualisation", "whole_months_else_days"),
    termSnapDays: Number(word("term_snap_days", "0")),
    partialYear: word("partial_year", "annualise"),
    subAnnualPlans: word("sub_annual_plans", "include"),
    timeLimitedDiscount: word("time_limited_discount", "net_in_force"),
    ramp: word("ramp", "current_step"),
    recognition: word("recognition", "start"),
    lateSignature: word("late_signature", "effective_date"),
    endDateConvention: word("end_date_convention", "exclusive"),
    expired: word("expired", "churn"),
    overlap: word("overlap", "sum"),
    graceDays: Number(word("grace_days", "0")),
    renewalGap: word("renewal_gap", "bridge_if_renewed"),
    churnDate: word("churn_date", "day_after"),
    reactivationWindowMonths: window === null ? null : Number(window),
    carrHorizonMonths: horizon === null ? null : Number(horizon),
    carrKnownChurn: word("carr_known_churn", "deduct"),
    timeZone: word("time_zone", "UTC"),
    fiscalYearStart: word("fiscal_year_start", "01-01").split("-").map(Number) as [number, number],
    weekStart: WEEKDAYS.indexOf(word("week_start", "monday")),
    revenue: word("revenue", "monthly"),
    reportingCurrency: word("reporting_currency", "USD"),
    rates: readRates((knobs["fx"] ?? {}) as FxKnob),
    fxSplit: word("fx_split", "carried"),
    level: word("level", "customer"),
    segmentChange: word("segment_change", "transfer_rows"),
    productMigration: word("product_migration", "none"),
    tiers: ((knobs["tiers"] ?? DEFAULT_TIERS) as [number | string, string][]).map(([from, name]) => ({ from: number(String(from)), name })),
  };
}

/** Whole words only: "usage" is not in "reusage" and "training" not in "trainings". */
function readKindRules(rules: { match: string; kind: string }[]): Policy["kindRules"] {
  return rules.map(({ match, kind }) => ({
    match: new RegExp(`(?<![\\p{L}\\p{N}_])(?:${match})(?![\\p{L}\\p{N}_])`, "iu"),
    kind: kind as Kind,
  }));
}

function number(text: string): Fraction {
  const read = Fraction.read(text);
  if (!read) throw new Error(`no number in the knobs: ${text}`);
  return read;
}
