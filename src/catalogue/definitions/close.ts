/** Figures that were reported, and what was learnt after them. */
import { define, type Topic } from "./definition.js";

export const closeTopic: Topic = {
  title: "Closed periods",
  definitions: [
    define("close", "Close", "The figures of a period as they were known when it was closed, under the policy of that moment: the net waterfall, logos and trend, and the snapshot of the last day, in total and by the cuts that were asked for, with the hashes of data, policy, decisions and SQL. It is kept beside the lines and nothing rewrites it; a period that is closed again has two. What was known goes by the order in which the book was told, not by record times: a line that comes later with an earlier recorded_on was not known. `verify` works a close out again and compares every cell.", {
      aliases: ["closed period", "as reported", "reported", "verify", "state"], see: ["restatement", "record_time", "provenance"],
    }),
    define("restatement", "Restatement", "What became of the ARR at the end of a closed period: from the figure as reported to the figure as known now (now). It is the sum over the lines whose ARR on that day is another now, each told whole under the first cause that acts on it; also names its other causes, through the line whose change moved it where it did not change itself (by replaces, overlap or a held gap), recorded_at when the book was told of what moved it, in UTC. Two views tell it: the bridge (opening as reported + restatement + movements as now known = closing) leaves what was reported as it is, the history (as reported, as known now, difference) is the same row worked out anew.", {
      aliases: ["also", "through", "recorded_at", "now", "as known now", "restating history"], formula: "now - reported = late + backdated + corrected + removed + reclassified + decision + definition + fx", see: ["close", "restatement_cause"],
    }),
    define("restatement_cause", "Cause of a restatement", "The first of these that acts on a line, in this order. definition: the knobs of now value it otherwise, as it was known at the close (or the SQL of another version of Annua does). fx: so do the exchange rates of now. decision: an answer or an adjustment that was made or withdrawn since. removed: its version ended and none took its place. late: it was not known at the close. backdated: its start, end, notice, signature, go-live or renewal is another. corrected: its amount, quantity, period of price, discount or currency is another. reclassified: anything else that it says is another, such as kind, product, customer, parent or an attribute.", {
      aliases: ["late", "backdated", "corrected", "removed", "reclassified"], source: "The causes are tried one after the other in states of the book that differ in one thing each", see: ["restatement", "fx", "decision", "policy"],
    }),
  ],
};
