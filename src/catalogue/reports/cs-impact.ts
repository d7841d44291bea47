import { label, money, type Report } from "../define.js";
import { currency, spanParams, where } from "../params.js";

export const csImpact = {
  name: "cs_impact",
  title: "Impact of customer success",
  sentence: "What moved in the book of each owner, and which losses were prevented: the two are kept apart, as only the first is in the waterfall.",
  asks: "periods",
  params: [...spanParams, currency, where, { name: "owner", type: "text", default: "csm", sentence: "The column of the lines that names who owns a customer." }],
  groupedBy: "owner",
  holdsSaves: true,
  columns: [
    label("owner", "Owner"),
    money("expansion", "flow", "Expansion"),
    money("contraction", "flow", "Contraction"),
    money("churn", "flow", "Churn"),
    money("prevented_churn", "flow", "Prevented churn"),
    money("prevented_contraction", "flow", "Prevented contraction"),
    money("waterfall_effect", "flow", "In the waterfall"),
    money("management_figure", "flow", "Management figure"),
    money("cost", "flow", "Cost"),
  ],
  chart: { as: "stacked", x: "period", y: ["waterfall_effect", "prevented_churn", "prevented_contraction"], series: "owner" },
  drill: [{ of: ["expansion", "contraction", "churn"], to: "movements", with: { from: "period", to: "period", kind: "@column" }, set: { grain: "total" } }],
  example: "annua cs_impact --book acme.annua -Q --from 2025 --to 2025",
  tie: "waterfall_effect = expansion + contraction + churn, as in `waterfall --by` the owner; management_figure = expansion + what was prevented, which is in no waterfall. With --where a save stands where the largest line of its customer does on its day, and a cost is shown where it was told of just these groups.",
} as const satisfies Report;
