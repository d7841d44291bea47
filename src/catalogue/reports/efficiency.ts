import { label, money, ratio, type Report } from "../define.js";
import { by, currency, spanParams, where } from "../params.js";

const margins = ["operating", "ebitda", "fcf"] as const;

export const efficiency = {
  name: "efficiency",
  title: "Efficiency of growth",
  sentence: "What growth costs and what it is worth: sales and marketing, margins, burn and headcount, as they are told, against the ARR of the waterfall.",
  asks: "periods",
  isUnchained: true,
  params: [
    ...spanParams, currency, by, where,
    { name: "margin", type: "choice", choices: margins, sentence: "Which margin the Rule of 40 takes: operating, ebitda or fcf. Default: the first of these that is told of any of the periods." },
  ],
  columns: [
    ratio("new_arr_efficiency", "New ARR efficiency"),
    ratio("magic_number", "Magic number"),
    ratio("arr_magic_number", "Magic number on ARR"),
    money("cac", "flow", "CAC"),
    ratio("cac_payback_months", "CAC payback, months"),
    money("ltv", "stock", "LTV"),
    ratio("ltv_cac", "LTV:CAC"),
    ratio("quick_ratio", "Quick ratio"),
    ratio("burn_multiple", "Burn multiple"),
    ratio("growth", "Growth in 12 months"),
    ratio("margin", "Margin"),
    label("margin_kind", "Which margin"),
    ratio("rule_of_40", "Rule of 40"),
    label("above_40", "Above 40"),
    money("arr_per_head", "stock", "ARR per head"),
  ],
  inputs: [
    { measures: ["sales_and_marketing"], of: ["new_arr_efficiency", "cac", "cac_payback_months", "ltv_cac"] },
    { measures: ["sales_and_marketing"], isBefore: true, of: ["magic_number", "arr_magic_number"] },
    { measures: ["revenue"], of: ["magic_number"] },
    { measures: ["revenue"], isBefore: true, of: ["magic_number"] },
    { measures: ["gross_margin_pct"], of: ["cac_payback_months", "ltv", "ltv_cac"] },
    { measures: ["net_burn"], of: ["burn_multiple"] },
    { measures: margins.map((margin) => `${margin}_margin_pct`), of: ["margin", "rule_of_40"], param: "margin" },
    { measures: ["headcount"], of: ["arr_per_head"] },
  ],
  chart: { as: "line", x: "period", y: ["new_arr_efficiency", "magic_number", "ltv_cac", "quick_ratio", "burn_multiple"], series: "group" },
  drill: [
    { of: ["new_arr_efficiency", "cac", "cac_payback_months"], to: "movements", with: { from: "period", to: "period" }, set: { kind: "new", grain: "total" } },
    { of: ["arr_magic_number", "quick_ratio", "burn_multiple"], to: "waterfall", with: { from: "period", to: "period" }, set: { grain: "total" } },
  ],
  example: "annua efficiency --book acme.annua -Q --from 2025 --to 2025",
  tie: "New, net new, quick ratio and customers are those of `waterfall` and `logos` by method net; churn of LTV is that of `retention` over 12 months.",
} as const satisfies Report;
