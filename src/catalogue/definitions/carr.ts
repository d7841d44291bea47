/** ARR and what is known to come and to go. */
import type { KnobName } from "../../domain/policy.js";
import { arrKnobs } from "../moving-knobs.js";
import { define, type Topic } from "./definition.js";

const carrKnobs: readonly KnobName[] = [...arrKnobs, "carr_horizon_months", "carr_known_churn"];

export const carrTopic: Topic = {
  title: "Committed ARR",
  definitions: [
    define(
      "carr", "Contracted or committed ARR (CARR)",
      "ARR at the close of a day, and what the lines that are signed and not live yet bring beyond what they take the place of, less what is known to go. It starts from ARR, so every rule of ARR has acted, and a signed renewal is not counted twice. With --where each line counts in its own group, a signed one in that of its first day; whether a product gains or loses is told of all of them, so what one group gives up may stand below zero in signed_not_live, and the groups add up. " +
        "By go_live there is a row for each month in which signed lines begin to count, with what they bring less what they take the place of; where a product gains or loses over several months, a single month may have the other sign.",
      {
        aliases: ["committed arr", "contracted annual recurring revenue", "cmrr"], formula: "live + signed_not_live + known_contraction + known_churn",
        source: "SaaS Metrics Standards Board: signed contracts only, no letters of intent; saasflow.com: 600k live + 24k signed - 12k with notice = 612k", knobs: carrKnobs, see: ["signed_not_live", "known_contraction", "known_churn", "place_taken", "carr_to_arr", "arr"],
      },
    ),
    define("live", "Live ARR", "In committed ARR, the ARR of the day: the lines that count, held cover included.", { formula: "the snapshot's arr", knobs: arrKnobs, see: ["carr", "arr", "hold"] }),
    define(
      "signed_not_live", "Signed, not live",
      "What lines bring that are signed by the close of a day and begin after it, within carr_horizon_months, less the ARR of the live lines that they take the place of; summed over each customer and product of the lines that come where that is above zero. " +
        "Each counts at its price of its first day, at the rates of the day asked. Lines that another signed line takes the place of do not count, and under carr_known_churn: deduct neither do those of which notice was received.",
      { aliases: ["backlog", "signed ahead", "not live"], formula: "sum over customers and products of max(0, what comes - what it takes the place of)", knobs: carrKnobs, see: ["carr", "known_contraction", "place_taken", "age", "signed_on", "live_on"] },
    ),
    define("known_contraction", "Known contraction", "The same where a customer's product gets less than it gives up, as a negative amount: a renewal that is signed at a lower price.", {
      aliases: ["known downsell"], formula: "sum over customers and products of min(0, what comes - what it takes the place of)", knobs: carrKnobs, see: ["carr", "signed_not_live", "place_taken"],
    }),
    define("known_churn", "Known churn", "The ARR, as a negative amount, of live lines of which notice was received by the day and that no signed line takes the place of; nothing under carr_known_churn: ignore.", {
      aliases: ["notice given"], formula: "- sum of the ARR of the lines with cancelled_on on or before the day", knobs: carrKnobs, see: ["carr", "cancelled_on", "churn"],
    }),
    define(
      "place_taken", "Taking the place of a line",
      "A signed line takes the place of a live one, or of an earlier signed one, that it names in replaces, of any product; or of the same customer and product whose end lies on its start or at most grace_days before it; under overlap: latest_start also of one that it overlaps; and of cover that is held. " +
        "A live line is taken out once, for the earliest that takes its place. A renewal that starts later, unlinked, adds until the old line ends.",
      { aliases: ["takes the place of"], knobs: ["grace_days", "overlap", "recognition"], see: ["replaces", "carr", "hold"] },
    ),
    define("carr_to_arr", "CARR to ARR", "Committed ARR for each unit of ARR: above 100 % more is known to come than to go. Undefined where there is no ARR.", { formula: "carr / live", knobs: carrKnobs, see: ["carr"] }),
    define("age", "Age of the backlog", "Days from the earliest signature behind a month of go-live to the day asked: of the lines that come, and of those between them and what they take the place of. In the report cohorts the age of a cohort in periods (cohort_age).", { aliases: ["days since signature", "oldest"], knobs: carrKnobs, see: ["signed_not_live", "signed_on"] }),
  ],
};
