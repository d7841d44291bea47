/** What contracts earn, bring in and leave to be earned: the figures beside ARR. */
import type { KnobName } from "../../domain/policy.js";
import { arrKnobs } from "../moving-knobs.js";
import { define, type Topic } from "./definition.js";

/** All lines take part, at the price that the contract says; so what ARR counts, and when, moves none of this but the ends of lines that run on. */
const soldKnobs: readonly KnobName[] = ["reporting_currency", "time_zone", "kind_rules", "weeks_per_year", "days_per_year", "term_annualisation", "term_snap_days", "end_date_convention", "expired", "fx"];
const earnedKnobs: readonly KnobName[] = [...soldKnobs, "revenue"];

export const revenueTopic: Topic = {
  title: "Revenue, bookings and billings",
  definitions: [
    define("reported_revenue", "Revenue and billings as reported", "Revenue, or billings (reported_billings), of a period as the accounts have them, told by `annua inputs import`; empty where nobody told them. Beside them stand what contracts earned (computed: recurring and all else), what they were to be billed, and the differences, which no contract explains: credits, late invoices, lines that are missing here.", { aliases: ["reported_billings", "computed", "reported_difference", "billings_difference", "actual revenue"], formula: "reported_difference = reported_revenue - computed; billings_difference = reported_billings - billings", see: ["recurring", "billings", "input"] }),
    define(
      "recurring", "Recurring revenue",
      "What recurring lines earn in a period: the TCV of each evenly from its start over its signed term, in equal months of which those that the term only touches are weighed by their days, or, under revenue: daily, by days. A line without an end, and one that runs on past its end, earns the price in force, a twelfth of its year a month. " +
        "All lines take part, also those that a plan rule keeps out of ARR. What a line earned to date is rounded once, to the minor unit of its currency; a month is the difference of two such sums, so a quarter is the sum of its months and a term earns exactly its TCV. In another currency each calendar month is taken at the rate of its last day. In groups, a month stands where the line stands on its last day. The parameter kinds chooses other kinds of line.",
      { aliases: ["recognised recurring revenue", "recognized revenue", "revenue recognition"], formula: "sum over lines of earned to date at the end - earned to date at the start", source: "A deal of $120k signed in December: $120k of ARR, $10k of revenue", knobs: earnedKnobs, see: ["arr_twelfth", "difference", "non_recurring", "tcv", "replaces"] },
    ),
    define("non_recurring", "Non-recurring revenue", "The same of one-time lines, services and usage. A fee without a term is earned on its start.", { aliases: ["non recurring revenue"], knobs: earnedKnobs, see: ["recurring", "kind", "usage"] }),
    define("usage", "Usage", "Lines of the kind usage, which follow what was used, and what they earn in a period. They stand outside ARR unless include_kinds takes them in; a minimum that is committed is a recurring line of its own. In the difference between revenue and a twelfth of ARR: what lines of other kinds than recurring bring on one side only.", {
      aliases: ["usage revenue", "overage", "consumption"], source: "Usage beyond base tiers is excluded from ARR and told beside it", knobs: earnedKnobs, see: ["kind", "non_recurring", "difference"],
    }),
    define("committed", "Committed ARR beside usage", "In the report usage, ARR at the close of the period: what customers owe whether they use anything or not.", { aliases: ["baseline arr"], formula: "the snapshot's arr", knobs: arrKnobs, see: ["usage_arr", "arr"] }),
    define("usage_arr", "Usage ARR", "What usage earned in the last three calendar months that are over at the close, x 4. It is an assumption that usage goes on, which nobody committed to, so it stands beside ARR and is no part of it. Undefined where fewer than three of those months are known: the book knows of usage from the month in which its first usage line begins, and a month without any after that is one of nothing.", {
      aliases: ["variable arr", "annualised usage"], formula: "usage of the last three calendar months x 4", source: "Ordway: 4 x the last quarter's usage revenue", knobs: earnedKnobs, see: ["usage", "usage_to_arr", "committed"],
    }),
    define("usage_to_arr", "Usage to ARR", "Usage ARR for each unit of committed ARR: how much comes on top of what is committed. Undefined where there is no ARR or usage ARR is undefined.", { formula: "usage_arr / committed", knobs: [...arrKnobs, "revenue"], see: ["committed_share", "usage_arr"] }),
    define("committed_share", "Committed share", "How much of ARR and usage ARR together is committed.", { formula: "committed / (committed + usage_arr)", knobs: [...arrKnobs, "revenue"], see: ["usage_to_arr"] }),
    define("above_minimum_months", "Months above the minimum", "In how many of the last twelve calendar months that are over at the close usage earned something: as what is committed is a recurring line, usage is what comes above it. Of a group its lines together; by customer it tells who is above the minimum for good, and could commit to more.", {
      aliases: ["months above minimum"], formula: "months of the last 12 with usage > 0", knobs: earnedKnobs, see: ["usage", "stability"],
    }),
    define("stability", "Stability of usage", "How even usage is over the last twelve calendar months that are over at the close, as far as they are known: 1 less the mean distance of a month from the mean month, as a share of that mean. 100 %: every month the same; 80 %: months lie 20 % off on average; never below 0. Undefined where fewer than three months are known, or where they bring nothing. No public standard names a measure; this one needs no root, and one peak moves it less than a standard deviation.", {
      aliases: ["usage stability", "consistency of usage"], formula: "max(0, 1 - mean of |month - mean| / mean)", knobs: earnedKnobs, see: ["above_minimum_months", "usage_arr"],
    }),
    define("variant", "Variants of ARR", "Figures that go by the name of ARR, side by side on one day: contracted_arr, the snapshot's; carr; run_rate, recurring revenue of the last whole calendar month x 12; trailing_twelve_months, that of the last twelve; usage_arr. Each comes with a sentence on what it is and is not. Only the first is called ARR here.", {
      aliases: ["variants of arr", "run_rate", "annualized run rate", "annualised run rate", "ttm revenue"], formula: "run_rate = recurring of the last whole month x 12\ntrailing_twelve_months = recurring of the last 12 whole months", knobs: [...arrKnobs, "carr_horizon_months", "carr_known_churn", "revenue"], see: ["arr", "carr", "recurring", "usage_arr"],
    }),
    define("arr_twelfth", "A twelfth of ARR", "ARR at the close of a month / 12, for as much of the month as lies in the period; of a longer period that of its months together. It is rounded once for each row, so rows need not add up to the total's.", {
      aliases: ["arr / 12"], formula: "sum over calendar months of ARR at the close / 12 x days in the period / days of the month", knobs: arrKnobs, see: ["mrr", "recurring", "difference"],
    }),
    define(
      "difference", "Difference",
      "What an amount is more or less than the one that it is held against; in what_if changed less base. In revenue by how much recurring revenue of a period exceeds a twelfth of ARR. With detail causes it is split, each line in each month going whole to the first cause that fits: usage (lines of other kinds, on one side only), left_out (recurring lines that a plan rule keeps out of ARR), part_months (the line begins or ends to earn inside the month), free_periods (a discount that ends: revenue spreads it over the term, ARR takes the price in force), " +
        "timing (ARR counts the line on other days than it earns: recognition, grace, overlap), ramps (an averaged or final ramp step in ARR), day_count (months and days that aren't a twelfth of a year each). What is left, less than two minor units a line, is rounding.",
      { aliases: ["arr to revenue reconciliation"], formula: "recurring - arr_twelfth = part_months + free_periods + ramps + usage + left_out + timing + day_count + rounding", knobs: [...arrKnobs, "revenue"], see: ["recurring", "arr_twelfth"] },
    ),
    define("part_months", "Part months", "The part of the difference between revenue and a twelfth of ARR that comes from lines which begin or end to earn inside a month.", { knobs: [...arrKnobs, "revenue"], see: ["difference"] }),
    define("free_periods", "Discounts that end", "The part of that difference that comes from discounts with an end, free months among them: revenue spreads them over the term, ARR takes the price in force.", { aliases: ["free months"], knobs: [...arrKnobs, "revenue"], see: ["difference", "time_limited_discount"] }),
    define("ramps", "Ramps beside revenue", "The part of that difference that comes from contracts of several steps where ARR takes their average or the last.", { knobs: [...arrKnobs, "revenue"], see: ["difference", "ramp_step"] }),
    define("left_out", "Left out of ARR", "The part of that difference that comes from recurring lines that the policy keeps out of ARR.", { knobs: [...arrKnobs, "revenue"], see: ["difference", "sub_annual_plans", "partial_year"] }),
    define("timing", "On other days", "The part of that difference that comes from lines that ARR counts on other days than they earn: from the signature or go-live, held over a gap, or hidden by one that began later.", { knobs: [...arrKnobs, "revenue"], see: ["difference", "recognition", "overlap", "grace_days"] }),
    define("day_count", "Day count", "The part of that difference that comes from how time is measured: revenue by days, terms that are no whole months, partial years at what they pay.", { knobs: [...arrKnobs, "revenue"], see: ["difference", "days_per_year"] }),
    define("rounding", "Rounding", "What is left of that difference: less than two minor units for each line and month.", { knobs: [...arrKnobs, "revenue"], see: ["difference"] }),
    define(
      "tcv", "Total contract value (TCV)",
      "What a line is sold for over its signed term: the price of the term; or rate x term; of a one-time line its amount. A discount that ends counts for its share of the term, by months where both are whole, else by days. Lines without an end have none, nor has usage.",
      { aliases: ["total contract value", "contract value"], formula: "rate x months / 12; 1,000 a month for a year, half price for three months: 10,500", knobs: soldKnobs, see: ["bookings_tcv", "recurring", "rpo"] },
    ),
    define("bookings_tcv", "Bookings (TCV)", "The TCV of all lines signed in a period, setup and services included, usage not; a line without an end counts its first 12 months. At the rates of the signature. Without a day of signature the start counts. What is cut off later stays signed.", { aliases: ["bookings", "total bookings"], knobs: soldKnobs, see: ["tcv", "bookings_acv", "bookings_one_time"] }),
    define("bookings_acv", "Bookings (ACV)", "The ARR of recurring lines signed in a period, on the first day of each, discounts in force on it taken off; also of lines that a plan rule keeps out of ARR.", { aliases: ["acv", "annual contract value"], source: "Three years for 300,000: TCV 300,000, ACV 100,000", knobs: [...soldKnobs, "partial_year", "ramp"], see: ["bookings_tcv", "arr"] }),
    define("bookings_one_time", "One-time bookings", "The part of the bookings that comes once: one-time lines and services.", { knobs: soldKnobs, see: ["bookings_tcv"] }),
    define(
      "billings", "Billings",
      "What becomes due in a period by the billing schedule, always in advance: instalment k on start + k x 1, 3 or 12 months, by then billed up to its share of the term's months, the last takes the rest; upfront and one-time lines all on the start. A line without an end, or one that runs on, is billed by its schedule at the price of the day, or without one by its price period (month by month where that is no whole number of months). What a replacement cuts off is not billed.",
      { aliases: ["invoiced"], knobs: soldKnobs, see: ["billing", "billed_to_date", "deferred"] },
    ),
    define("tcv_to_date", "TCV signed to date", "The TCV of lines signed on or before the close of the period; what a replacement cut off stays in it.", { knobs: soldKnobs, see: ["tcv", "rpo"] }),
    define("billed_to_date", "Billed of it", "What was billed by then of the same lines, for their signed terms.", { knobs: soldKnobs, see: ["billings", "deferred"] }),
    define("recognised_to_date", "Recognised of it", "What the same lines earned by then of their signed terms; what lines earn that run on past them is in revenue, and not here.", { aliases: ["recognized to date"], knobs: earnedKnobs, see: ["recurring", "deferred", "rpo"] }),
    define("deferred", "Deferred revenue", "What is billed and not earned yet: of each line that has more billed than earned, added up and not netted against lines of which it is the other way round.", { aliases: ["deferred revenue", "unearned revenue", "contract liability"], formula: "sum over lines of max(0, billed - recognised)", knobs: earnedKnobs, see: ["unbilled", "billings"] }),
    define("unbilled", "Unbilled receivables", "What is earned and not billed yet, line by line in the same way.", { aliases: ["unbilled revenue", "contract asset"], formula: "sum over lines of max(0, recognised - billed)", knobs: earnedKnobs, see: ["deferred"] }),
    define("rpo", "Remaining performance obligations (RPO)", "What signed fixed terms have still to earn: TCV less what is recognised, without what a replacement cut off. Lines without an end and usage have none.", { aliases: ["remaining performance obligation", "remaining performance obligations"], formula: "tcv_to_date - recognised_to_date - what was cut off", source: "ASC 606-10-50-13", knobs: earnedKnobs, see: ["tcv", "deferred"] }),
  ],
};
