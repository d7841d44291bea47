/** What comes up for renewal, and what becomes of it. */
import type { KnobName } from "../../domain/policy.js";
import { arrKnobs } from "../moving-knobs.js";
import { define, type Topic } from "./definition.js";

/** Renewals look at signed terms: when ARR begins, ends or is held makes no difference to them. */
const noDifference: readonly KnobName[] = ["recognition", "late_signature", "overlap", "renewal_gap", "churn_date"];
const renewalKnobs: readonly KnobName[] = arrKnobs.filter((knob) => !noDifference.includes(knob));

export const renewalTopic: Topic = {
  title: "Renewals",
  definitions: [
    define(
      "due_on", "Due for renewal",
      "A counted recurring line that is not empty comes up for renewal at its signed end, whatever ARR makes of it (recognition, overlap, holds and churn_date don't act). Two kinds of end are none: of a line that another cut before by replaces, which is an amendment and is itself due at its own end; and one at which a line of the same contract, customer and product starts, which is a step of that contract. " +
        "A line that is named by one of the same customer and product, under another contract, that starts in the last 90 days of its term and ends after it, is renewed early and stays due at its end. A line that renews itself (expired: renewed_if_auto_renew) is due at every end of a term that it reaches; one that is held (expired: hold) once, at its signed end. Adjustments are no terms. Of a customer's product with several due lines in a period, due_on is the first.",
      { aliases: ["up for renewal", "due", "due date"], knobs: renewalKnobs, see: ["available_to_renew", "renewed", "replaces", "auto_renew", "hold"] },
    ),
    define(
      "renewed", "Renewed",
      "What renewed what was due at an end E: lines of the same customer and product that start from 90 days before E to grace_days after it, and later than the due line did, and end after E or have no end; but none of the due line's own contract that starts before E. Each counts once, for the nearest E, the earlier of two, at its ARR of its first day and at the rate of that day; the price change of a renewal (a line that names it in replaces) is not a second one. " +
        "So month-to-month lines renew each other one by one, and an early renewal counts with or without a link. A line that runs on by itself is renewed by itself; under expired: hold a line is renewed by whichever line ends the hold, however late. In detail line it stands beside the due line that the renewal names, else the last of those that end on that day.",
      { aliases: ["renewals won"], formula: "available_to_renew + uplift - downsell - lost - pending", knobs: renewalKnobs, see: ["due_on", "available_to_renew", "renewal_rate", "net_renewal_rate"] },
    ),
    define("uplift", "Uplift", "What renewals brought beyond what was due, summed over each customer and product where they did.", { aliases: ["upsell at renewal"], formula: "sum over customers and products of max(0, renewed - due)", knobs: renewalKnobs, see: ["renewed", "downsell"] }),
    define("downsell", "Downsell", "By how much renewals fell short of what was due, summed over each customer and product of which something renewed.", { aliases: ["shrinkage at renewal"], formula: "sum over customers and products with a renewal of max(0, due - renewed)", knobs: renewalKnobs, see: ["renewed", "uplift", "lost"] }),
    define("lost", "Lost at renewal", "What was due of customers and products of which nothing renewed, and whose grace has run out at the close of the day at which it is looked at (--on): grace_days after the end. Where a product has several due lines in a period, each goes by its own end.", {
      aliases: ["renewals lost", "not renewed"], formula: "due, where nothing renewed by end + grace_days", knobs: renewalKnobs, see: ["pending", "churn", "downsell"],
    }),
    define("pending", "Pending", "What is due of customers and products of which nothing renewed yet, while there is time: the end plus grace_days is after the day at which it is looked at (--on), or a line is held (expired: hold) until another renews it.", {
      aliases: ["open renewals"], formula: "due, where nothing renewed and there is still time", knobs: renewalKnobs, see: ["lost", "notice_deadline", "outcome"],
    }),
    define("renewal_rate", "Renewal rate (gross)", "The share of what was due that renewed, no customer's product for more than was due. It has another base than GRR: only what came up for renewal. What is pending counts as not renewed yet. Undefined where nothing was due.", {
      aliases: ["gross renewal rate", "grr of renewals", "gross_rate"], formula: "sum of min(renewed, due) / available_to_renew", knobs: renewalKnobs, see: ["net_renewal_rate", "logo_renewal_rate", "grr"],
    }),
    define("net_renewal_rate", "Renewal rate (net)", "What renewed for each unit that was due, uplift included. 30,000 due and renewed at 33,000: 110 %. Undefined where nothing was due.", {
      aliases: ["nrr of renewals", "net_rate"], formula: "renewed / available_to_renew", knobs: renewalKnobs, see: ["renewal_rate", "nrr"],
    }),
    define("logo_renewal_rate", "Renewal rate (logos)", "Of the customers of whom something was due, the share of whom something renewed; under level: parent, of their top parents. Undefined where nothing was due.", {
      aliases: ["logo renewal"], formula: "customers with renewed > 0 / customers with something due", knobs: [...renewalKnobs, "level"], see: ["renewal_rate", "logo_retention"],
    }),
    define("expected_outcome", "Expected outcome", "What was said last of a renewal by the day at which it is looked at: renewed, expansion, contraction or churn, entered by `renewal set`; how likely that is stands beside (probability).", { see: ["said_90_before", "probability", "outcome"] }),
    define("said_90_before", "Said 90 days before", "What was said last of a renewal 90 days before it was due, to be held against what became of it (outcome): who is always surprised learns it here.", { see: ["expected_outcome", "outcome"] }),
    define("notice_deadline", "Notice deadline", "The last day on which a due line can be cancelled: opt_out_on where the line says it (of its signed end), else notice_days days before its end; nothing where it says neither. Of a customer's product, the first among its due lines. days_to_notice counts from the day at which it is looked at, and is negative once it has passed.", {
      aliases: ["days_to_notice", "opt-out", "days to notice"], formula: "opt_out_on, else due_on - notice_days", see: ["cancelled_on", "auto_renew", "due_on"],
    }),
    define("outcome", "Outcome of a renewal", "What became of a customer's product that was due in a period: renewed, also where at less; else pending while there is time, else lost. A due line shows that of its customer's product in the period.", { knobs: renewalKnobs, see: ["renewed", "pending", "lost"] }),
  ],
  elsewhere: ["available_to_renew"],
};
