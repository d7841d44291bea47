/** Why a movement happened, in the words of the column `reason`. `quantity` and `go_live` stand with the lines, `acquired` with the movements. */
import { define, type Topic } from "./definition.js";

export const reasonTopic: Topic = {
  title: "Reasons of a movement",
  definitions: [
    define("start", "Start", "As a reason: a line began to count, and no line of the customer and product ended on that day.", { see: ["new", "expansion", "reason"] }),
    define("end", "End", "As a reason: a line ended, and no line of the customer and product began on that day.", { knobs: ["expired"], see: ["churn", "contraction", "reason"] }),
    define("replaced", "Replaced", "As a reason: a line was cut by another that names it in replaces, and that counts from another day or for another product.", { see: ["replaces", "reason"] }),
    define("price", "Price", "As a reason: on one day lines of a customer and product ended and others began, in the same quantity together, so only the price differs. As a part of expansion: what more or less a product of a continuing customer brings that is neither volume nor ramp steps nor ended discounts, so the new units at the difference of the prices; all of it where there are no units at one of the closings.", { aliases: ["price change"], formula: "change of the product - volume - ramp - discount", see: ["quantity", "volume", "ramp_step", "reason"] }),
    define("ramp_step", "Ramp step", "As a reason: on one day a line of a contract ended and the next line of the same contract_id began. It was agreed when the contract was signed, so it is told apart from sold expansion. As a part of expansion (ramp): what the lines of a contract_id bring more or less than those that they follow, of the same customer, product and currency, each starting where the signed term of the one before ends, additional units too. A line that cuts another short is no step, it is price or volume.", {
      aliases: ["ramp step", "step-up"], source: "Kellblog on ramped deals: equal-value price ramps and growing deals are not the same", knobs: ["ramp"], see: ["contract", "price", "volume", "reason"],
    }),
    define("discount_end", "Discount end", "As a reason: a discount ended inside the term, and the list price counts from that day on. As a part of expansion (discount): the rise of lines that stand at both closings and whose discount ended in between.", { aliases: ["expired discount"], source: "ChartMogul lists an expiring discount under expansion", knobs: ["time_limited_discount"], see: ["discount", "reason"] }),
    define("grace_lapsed", "Grace lapsed", "As a reason: cover had lapsed, its ARR was held, and the hold ran out without a renewal.", { knobs: ["grace_days", "renewal_gap"], see: ["hold", "reason"] }),
  ],
};
