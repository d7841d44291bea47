/** When a customer's service is paid for, and what is done about the days on which it is not. */
import { arrKnobs } from "../moving-knobs.js";
import { define, type Topic } from "./definition.js";

export const coverTopic: Topic = {
  title: "Cover",
  definitions: [
    define("cover", "Cover", "A customer and product are covered on a day when one of the sums of their lines by attributes and currency is not zero. Lines that are free cover nothing, so a change from paid to free is a lapse; the end of one of two lines is none.", {
      aliases: ["covered", "gap", "lapse"], knobs: arrKnobs, see: ["hold", "return", "term"],
    }),
    define(
      "hold", "Hold",
      "Days after a lapse on which the ARR of the last covered day still counts, in the amounts, attributes and currencies of that day, because grace_days allows it: only if cover returns in time (bridge_if_renewed), or every time until the grace has run out (hold_until_lapsed). A notice does not shorten a hold. Another product, or another customer, does not fill the gap.",
      { aliases: ["held", "grace", "bridge", "late renewal"], source: "discern.io on late renewals: exclude at once, keep until lost, or a grace period; 30 days (operations) to 90 days (diligence) are usual", knobs: ["grace_days", "renewal_gap"], see: ["cover", "grace_lapsed"] },
    ),
    define("return", "Return", "The first active day of a customer after the opening, where it had been active before and was not at the opening. Whether a return is Reactivation or New depends on how long it was away: from the first day without cover up to the return.", {
      aliases: ["return day", "first day without cover"], knobs: [...arrKnobs, "reactivation_window_months"], see: ["reactivation", "new", "active"],
    }),
  ],
};
