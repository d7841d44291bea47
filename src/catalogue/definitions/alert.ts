/** Alerts: what they look at, made from the rules themselves. */
import { alertRules } from "../alerts.js";
import { arrKnobs } from "../moving-knobs.js";
import { define, type Topic } from "./definition.js";

const ruleText = alertRules.map(({ name, title, threshold, severity }) => `${name} (${title}; ${severity}, ${threshold})`).join(", ");

export const alertTopic: Topic = {
  title: "Alerts",
  definitions: [
    define("alert", "Alert", `A rule that fires when a figure is over a threshold, never at it. The rules, with their severity and threshold: ${ruleText}. A threshold can be changed for one answer: --rules concentration=0.15.`, { aliases: ["alert rule", "rules"], knobs: arrKnobs, see: ["threshold", "severity", "what_to_do"] }),
    define("threshold", "Threshold", "The figure over which an alert fires: a share, a multiple, or, where the rule compares amounts, the amount that its share comes to.", { see: ["alert", "figure"] }),
    define("figure", "Figure of an alert", "What a rule looked at and found over its threshold, in the unit of its row. In a plan or a calculation: what is worked out.", { knobs: arrKnobs, see: ["alert", "unit"] }),
    define("what_to_do", "What to do", "What people who watched many companies do when the alert fires. It is a suggestion.", { see: ["alert"] }),
    define("sentence", "Sentence", "What a row says of itself: in alerts why it fires, in variants what the figure is and what it is not.", { see: ["alert"] }),
    define("lift", "Lift", "How many times as often customers with a trait expanded as all customers did: 4 of 5 against 5 of 8 is 1.28. Under five customers nothing is said.", { formula: "(expanded with the trait / customers with the trait) / (expanded / customers)", knobs: arrKnobs, see: ["alert"] }),
    define("churn_norm", "Norm of churn", "What a group lost in the four spans of three months before the last one, contraction and churn, as a share of the openings of the four. The last three months are held against it.", { formula: "sum of (contraction + churn) / sum of openings, over four spans of three months", knobs: arrKnobs, see: ["alert", "gross_churn_rate"] }),
  ],
};
