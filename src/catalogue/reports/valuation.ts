import { label, money, type Param, type Report } from "../define.js";
import { currency, knownOn, on } from "../params.js";

const multiples = { name: "multiples", type: "numbers", default: "3,5,8,10,15,20", isPositive: true, sentence: "How many times ARR." } as const satisfies Param;
const sensitivity = { name: "sensitivity", type: "numbers", default: "10,20", sentence: "By how many percent ARR is taken lower and higher, too." } as const satisfies Param;

export const valuation = {
  name: "valuation",
  title: "Valuation",
  sentence: "What a company is worth at so many times its ARR, and at as many times an ARR that is somewhat lower or higher.",
  asks: "day",
  isUnchained: true,
  params: [on, knownOn, currency, multiples, sensitivity],
  columns: [label("multiple", "Multiple"), money("value", "stock", "Value"), label("basis", "Basis"), money("amount", "stock", "ARR")],
  chart: { as: "line", x: "multiple", y: ["value"], series: "basis" },
  drill: [{ of: ["amount"], to: "lines", with: { on: "@on" } }],
  example: "annua valuation contracts.csv --on 2025-12-31 --multiples 5,7.5,10",
  tie: "value = ARR x multiple, rounded once. Which multiple a buyer pays, no ledger knows: the sources speak of 3 to 20.",
} as const satisfies Report;
