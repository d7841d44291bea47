import { label, money, type Report } from "../define.js";
import { currency, knownOn, on, where } from "../params.js";

export const variants = {
  name: "variants",
  title: "What goes by the name of ARR",
  sentence: "Contracted ARR on a day beside the figures that are called ARR elsewhere, and what each is and is not.",
  asks: "day",
  isUnchained: true,
  params: [on, knownOn, currency, where],
  columns: [
    label("variant", "Variant"),
    money("value", "stock", "Value"),
    label("sentence", "What it is, and is not"),
  ],
  chart: { as: "bars", x: "variant", y: ["value"] },
  drill: [
    { of: ["value"], row: { variant: "contracted_arr" }, to: "lines", with: { on: "@on" } },
    { of: ["value"], row: { variant: "carr" }, to: "carr", with: { on: "@on" } },
  ],
  example: "annua variants contracts.csv --on 2025-12-31",
  tie: "contracted_arr is the snapshot's ARR, carr the report's of that name; run_rate and trailing_twelve_months are recurring revenue of whole calendar months that are over.",
} as const satisfies Report;
