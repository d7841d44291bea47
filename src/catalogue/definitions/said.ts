/** What people say beside the lines, and what customer success did with it. */
import { retentionKnobs } from "../moving-knobs.js";
import { define, formulaOf, type Topic } from "./definition.js";

export const saidTopic: Topic = {
  title: "What no contract says",
  definitions: [
    define("input", "Input", "What a company knows of a period and no contract says: a target, sales and marketing spend, a margin, burn, revenue, headcount, a cost. It is told by `annua inputs import`, of everything or of a group such as segment=ENT; a later one of the same measure, period and group takes its place, and what was known on a day stays known. Of several periods amounts are added up, margins weighed by revenue, and what holds at an end is that of the last.", {
      aliases: ["inputs"], see: ["target", "save"],
    }),
    define("target", "Target", "What was planned for a row of the waterfall, for customers or for ARR: an input whose measure begins with target_. `--vs target` puts it beside the figure. Planned losses are below zero, as in the waterfall.", {
      aliases: ["targets", "budget", "plan figures"], see: ["input", "waterfall"],
    }),
    define("save", "Save", "A loss that customer success prevented: whose ARR, when, how much of it, and by whom. It is what would have happened, so it is in no waterfall and no retention; the report cs_impact shows it beside what did happen. A filter by its owner's column goes by the owner that it names; by any other, it stands where the customer's largest line of that day does, or without ARR on it the customer's latest line.", {
      aliases: ["saves"], see: ["prevented_churn", "prevented_contraction", "management_figure"],
    }),
    define("prevented_churn", "Prevented churn", "The ARR of saves of this kind in the period: customers who would have left and stayed. Entered by people, never worked out, and never a part of a waterfall.", { aliases: ["saved arr"], see: ["save", "management_figure"] }),
    define("prevented_contraction", "Prevented contraction", "The ARR of saves of this kind in the period: what customers would have cut and did not. Entered by people, never worked out, and never a part of a waterfall.", { see: ["save", "management_figure"] }),
    define("waterfall_effect", "In the waterfall", "What the customers of an owner's book did to ARR by expansion, contraction and churn, by method net: the rows of `waterfall --by` that owner. New, returned and acquired customers and exchange rates are left out; what moves between owners is a transfer and nobody's effect.", {
      aliases: ["measured effect"], formula: "expansion + contraction + churn, losses below zero", knobs: retentionKnobs, see: ["management_figure", "expansion"],
    }),
    define("management_figure", "Management figure", "Expansion and prevented losses together: 2M of expansion and 1M of prevented churn are 3M. Only the 2M moved ARR; the rest is what would have happened otherwise, so the figure must not be added to any other.", {
      aliases: ["protected and added arr"], formula: `${formulaOf("cs_impact", "protected_and_added")} + prevented_contraction`, knobs: retentionKnobs, see: ["waterfall_effect", "save"],
    }),
    define("cost", "Cost of customer success", "What an owner cost in the period: the input cs_cost of the group that is the owner, such as csm=Jane. Empty where nobody told it.", { aliases: ["cs_cost"], see: ["input", "cs_impact"] }),
    define("note", "Note", "What is to be known of a customer and stands in no contract: said by `annua note add`, of a day. It is a row without an amount in the history of the customer; lists show the latest by the day that is asked about, with its day and who said it. It moves no figure.", {
      aliases: ["notes", "latest note"], see: ["customer", "renewal_outlook"],
    }),
    define("ahead", "Ahead", "In the history of a customer: after the day from which it is looked at (--on). So it stands with what is signed and told so far; a line that ends there may still be renewed.", { aliases: ["known ahead"], see: ["customer", "pending"] }),
    define("renewal_outlook", "Word on a renewal", "What somebody expects of a renewal: renewed, expansion, contraction or churn, and how likely that is. Said by `annua renewal set` of a customer, or one of its products, and a day or a period in which it is due; each word keeps its day, and the last one counts.", {
      aliases: ["outlook"], see: ["available_to_renew"],
    }),
  ],
};
