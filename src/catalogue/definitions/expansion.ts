/** What the expansion and contraction of continuing customers are made of. */
import type { KnobName } from "../../domain/policy.js";
import { arrKnobs } from "../moving-knobs.js";
import { define, type Topic } from "./definition.js";

const moving: readonly KnobName[] = [...arrKnobs, "level"];

export const expansionTopic: Topic = {
  title: "What expansion is made of",
  definitions: [
    define(
      "total", "Expansion and contraction",
      "In the report expansion, the movement of continuing customers without exchange rates and what was acquired, rises and falls together: expansion + contraction of the waterfall by method net. With split, the rises are one row and the falls another.",
      { aliases: ["net expansion"], formula: "price + volume + cross_sell + product_loss + discount + ramp + other", knobs: moving, see: ["expansion", "contraction", "price", "volume", "direction"] },
    ),
    define(
      "volume", "Volume",
      "What more or fewer units of a product bring at the old price, for each product of a continuing customer that has ARR of it at both closings: its opening ARR a unit times the units that it has more or less, free units too. " +
        "Units are the quantities of its lines in force, without those that came with a company bought; a ramp's step counts as many as the step before it, as what it has more is the ramp's. Where there are none at one of the closings there is no volume. " +
        "Quantities are exact; of the longer one the first 18 digits count.",
      { aliases: ["price volume", "price and volume", "pvm"], formula: "(units at the closing - units at the opening) x opening ARR / units at the opening, rounded half away from zero", source: "volume at the old price and price on the new quantity: (110 - 100) x 120 = 1,200 and (132 - 120) x 110 = 1,320", knobs: moving, see: ["price", "quantity", "cross_sell", "total"] },
    ),
    define("other", "Other", "In the report expansion, the change of a product whose cover is held at one of the closings: held cover has neither a price nor units of its own. A product that came or went altogether is cross-sell or product loss all the same.", {
      knobs: ["grace_days", "renewal_gap"], see: ["hold", "total"],
    }),
    define("direction", "Direction", "In the report expansion with split: expansion for the customers whose total is a rise, contraction for the others; each row sums to that row of the waterfall.", { see: ["expansion", "contraction", "total"] }),
  ],
};
