/** Where ARR stood, how fast it grows, and what the growth is made of. */
import type { KnobName } from "../../domain/policy.js";
import { arrKnobs } from "../moving-knobs.js";
import { define, formulaOf, type Topic } from "./definition.js";

const moving: readonly KnobName[] = [...arrKnobs, "level", "reactivation_window_months"];

export const growthTopic: Topic = {
  title: "Balances and growth",
  definitions: [
    define("opening", "Opening: beginning or entry ARR", "ARR at the close of the day before the period's first. It is the closing of the period before. In logos: customers; in movements: the ARR of the one customer.", {
      aliases: ["entry", "entry arr", "beginning arr", "starting arr"], knobs: arrKnobs, see: ["closing", "movement"],
    }),
    define("closing", "Closing: ending or exit ARR", "ARR at the close of the period's last day. It is the opening of the next period. In logos: customers; in movements and in one customer's history: the ARR of the one customer.", {
      aliases: ["exit", "exit arr", "ending arr", "arr_after"], formula: "opening + movements, losses being negative", knobs: arrKnobs, see: ["opening", "movement", "waterfall_metrics"],
    }),
    define("net_new", "Net new ARR", "Closing less opening: all movements together, with acquired ARR, exchange rates and adjustments.", {
      aliases: ["net new arr", "net change"], formula: "closing - opening", knobs: arrKnobs, see: ["movement", "growth"],
    }),
    define("growth", "Growth", "The change of ARR over the period as a share of its opening; undefined where that is zero or negative.", { aliases: ["growth rate"], formula: formulaOf("growth", "growth"), knobs: arrKnobs, see: ["ttm_growth", "cmgr", "growth_change"] }),
    define("constant_growth", "Growth at constant currency", "Growth of the period without what exchange rates did to it: what the waterfall of the same period calls fx is left out. Under constant rates it is growth. Growth of twelve months at constant currency is that of a row of a year.", {
      aliases: ["constant currency growth", "organic growth"], formula: "(exit - fx - entry) / entry", source: "Releases of Bentley and the ARR exhibit of Dynatrace give both; Deloitte roadmap 4.13", knobs: [...arrKnobs, "fx_split"], see: ["growth", "fx", "reported_currency"],
    }),
    define("reported_currency", "Currency of the figures", "Figures are told in reporting_currency, or, where a question names a currency, in that one: each rate of the policy over that currency's own, dated ones day by day, so each line is converted from its own currency once and rounded there, and every total is a sum of lines as ever. It is not the figure in the reporting currency times a rate: that would not add up. A line that names no currency stays in reporting_currency, and so does an adjustment; size bands are converted. Under dated rates fx is what moves against the currency asked.", {
      aliases: ["currency of a report", "presentation currency"], knobs: ["reporting_currency", "fx"], see: ["fx", "constant_growth"],
    }),
    define("ttm_growth", "Growth in twelve months", "ARR at the period's end against ARR of the same day a year before.", { aliases: ["trailing twelve months", "year over year", "yoy"], formula: formulaOf("ttm_growth", "ttm_growth"), knobs: arrKnobs, see: ["growth"] }),
    define("cmgr", "Compound monthly growth rate (CMGR)", "The steady monthly growth that leads from the first entry shown to the period's exit; undefined where one of the two is not above zero.", {
      aliases: ["compound monthly growth"], formula: formulaOf("cmgr", "cmgr"), knobs: arrKnobs, see: ["cagr", "growth"],
    }),
    define("growth_change", "Change of growth", "The period's growth less that of the period before, in points: 0.020000 is two percentage points faster; undefined in the first period shown.", { aliases: ["acceleration"], formula: "growth - growth of the period before", knobs: arrKnobs, see: ["growth"] }),
    define("new_share", "New share of additions", "How much of what was added came from new customers.", { formula: formulaOf("waterfall_metrics", "new_share"), knobs: moving, see: ["expansion_share", "new_share_net_of_contraction"] }),
    define("expansion_share", "Expansion share of additions", "How much of what was added came from customers who were there already.", { formula: formulaOf("waterfall_metrics", "expansion_share"), knobs: moving, see: ["new_share"] }),
    define("new_share_net_of_contraction", "New share, net of contraction", "New ARR as a share of additions less contraction. Board papers give it as the share of new ARR, which makes it larger; it has a name of its own so that the two are not mixed up. Only the calculator shows it.", {
      formula: `${formulaOf("waterfall_metrics", "new_share_net_of_contraction")}, with contraction as a positive amount`, knobs: moving, see: ["new_share"],
    }),
    define("events", "Events", "What happened in the period and may explain a turn of the trend: the titles of the key events that `annua event add` keeps, in the order of their days. They are the company's, so each group shows all of them.", { see: ["trend"] }),
  ],
};
