import fc from "fast-check";
import type { Knobs } from "./index.js";
import { onceIn } from "./line-arbitrary.js";
import { fxArbitrary } from "./rates-arbitrary.js";

/** The knobs that act here, each at its default in most books; the rates are those of every foreign currency. */

const WIDER_KINDS = [
  ["recurring", "usage"], ["recurring", "one_time", "services"], ["recurring", "usage", "one_time", "services"], ["services", "recurring"],
];
const OWN_RULES = [{ match: "addon|training day", kind: "services" }, { match: "api", kind: "recurring" }];

/** The knobs of cuts, levels and rates. */
const CUT_KNOBS = {
  level: onceIn(2, "parent"),
  fx_split: onceIn(2, "opening_rate", "closing_rate"),
  segment_change: onceIn(4, "restate_current"),
  product_migration: onceIn(2, "net_same_period"),
  tiers: onceIn<unknown>(2, [[0, "small"], ["100.005", "middling"], [1000, "large"]], [[40, "large"]]),
};

export const knobsArbitrary: fc.Arbitrary<Knobs> = fc
  .record({
    include_kinds: onceIn(2, ...WIDER_KINDS),
    kind_rules: onceIn(8, OWN_RULES),
    weeks_per_year: onceIn<unknown>(4, "365/7", 52),
    days_per_year: onceIn<unknown>(4, "365.25", 365.25),
    term_annualisation: onceIn(5, "days"),
    term_snap_days: onceIn(4, 1, 3, 4, 15),
    partial_year: onceIn(4, "face_value", "face_value", "exclude"),
    sub_annual_plans: onceIn(8, "exclude"),
    time_limited_discount: onceIn(2, "ignore", "average_over_term"),
    ramp: onceIn(2, "average", "exit"),
    recognition: onceIn(4, "signature", "go_live"),
    late_signature: onceIn(4, "not_before_signature"),
    end_date_convention: onceIn(6, "inclusive"),
    expired: onceIn(2, "renewed_if_auto_renew", "renewed_if_auto_renew", "hold"),
    overlap: onceIn(4, "latest_start"),
    grace_days: onceIn(2, 1, 5, 10, 30, 90),
    renewal_gap: onceIn(4, "hold_until_lapsed"),
    churn_date: onceIn(4, "last_day"),
    reactivation_window_months: onceIn(2, 0, 1, 2, 12, 12, 12),
    time_zone: onceIn(5, "America/New_York", "Asia/Tokyo", "Pacific/Auckland"),
    reporting_currency: onceIn(5, "EUR", "JPY", "KWD"),
    ...CUT_KNOBS,
    fx: fxArbitrary,
  })
  .map(({ fx, ...drawn }) => {
    const turned = Object.entries(drawn).filter(([, value]) => value !== undefined);
    return { ...Object.fromEntries(turned), fx: fx(drawn.reporting_currency ?? "USD") };
  });
