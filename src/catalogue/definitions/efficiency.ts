/** What growth costs, as the report efficiency and the calculator say it. */
import type { KnobName } from "../../domain/policy.js";
import { arrKnobs } from "../moving-knobs.js";
import { define, formulaOf, type Topic } from "./definition.js";

const moving: readonly KnobName[] = [...arrKnobs, "level"];

export const efficiencyTopic: Topic = {
  title: "Efficiency",
  definitions: [
    define("new_arr_efficiency", "New ARR efficiency", "New ARR of the period for each unit that was spent on sales and marketing in the same period.", {
      aliases: ["sales efficiency", "new arr per s&m"], formula: formulaOf("new_arr_efficiency", "new_arr_efficiency"), knobs: moving, see: ["input", "magic_number"],
    }),
    define("magic_number", "Magic number", "The gain in revenue over the period before, as a yearly amount, for each unit that was spent on sales and marketing in the period before. Of a quarter the gain counts four times, of a month twelve times, of a year once. Revenue is what was told as an input.", {
      formula: formulaOf("magic_number", "magic_number"), source: "Scale Venture Partners", see: ["arr_magic_number", "input"],
    }),
    define("arr_magic_number", "Magic number on ARR", "Net new ARR of the period for each unit that was spent on sales and marketing in the period before. ARR is a yearly amount already, so nothing is multiplied.", {
      formula: formulaOf("arr_magic_number", "arr_magic_number"), knobs: moving, see: ["magic_number", "net_new"],
    }),
    define("cac", "Customer acquisition cost (CAC)", "Sales and marketing of the period for each customer won in it: those that the report logos counts as new.", {
      aliases: ["customer acquisition cost"], formula: formulaOf("cac", "cac"), knobs: moving, see: ["ltv_cac", "logos"],
    }),
    define("cac_payback_months", "CAC payback", "Months until the gross margin of the period's New ARR has paid for its sales and marketing.", {
      aliases: ["cac payback", "payback period"], formula: formulaOf("cac_payback_months", "cac_payback_months"), knobs: moving, see: ["cac"],
    }),
    define("ltv", "Lifetime value (LTV)", "Gross margin of a customer over the lifetime that churn implies. In the report efficiency, ARR per customer at the close and the churn rate of the report retention over the twelve months up to it: what was lost in a year, not a month's loss times twelve. Undefined where nobody left.", {
      aliases: ["lifetime value", "customer lifetime value", "clv"], formula: formulaOf("ltv", "ltv"), knobs: moving, see: ["ltv_cac", "churn_rate", "arr_per_customer"],
    }),
    define("ltv_cac", "LTV:CAC", "Lifetime value for each unit that it costs to win a customer.", { aliases: ["ltv to cac"], formula: formulaOf("ltv_cac", "ltv_cac"), knobs: moving, see: ["ltv", "cac"] }),
    define("burn_multiple", "Burn multiple", "Cash burnt for each unit of net new ARR; undefined where ARR did not grow.", { formula: formulaOf("burn_multiple", "burn_multiple"), source: "David Sacks", knobs: moving, see: ["net_new", "input"] }),
    define("margin", "Margin", "In the report efficiency, the margin that the Rule of 40 takes, of the period's revenue: operating, EBITDA or free cash flow, as the column margin_kind says. Of several months it is weighed by their revenue.", {
      aliases: ["margin_kind", "operating_margin_pct", "ebitda_margin_pct", "fcf_margin_pct"], see: ["rule_of_40", "input"],
    }),
    define("rule_of_40", "Rule of 40", "Growth and margin together. In the report efficiency, growth of ARR in the twelve months up to the close, and the margin of the period that the column margin_kind names; above_40 says whether it is strictly above 40 points.", {
      aliases: ["above_40", "score", "passes"], formula: formulaOf("rule_of_40", "score"), knobs: moving, see: ["margin", "ttm_growth"],
    }),
    define("arr_per_head", "ARR per head", "ARR at the close of the period over the headcount that was told of its end.", { aliases: ["arr per employee", "arr per fte"], formula: "arr / headcount", knobs: moving, see: ["input"] }),
  ],
};
