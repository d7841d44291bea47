/** ARR and the figures that are nothing but ARR divided or seen before its discounts. */
import { arrKnobs } from "../moving-knobs.js";
import { define, formulaOf, type Topic } from "./definition.js";

export const arrTopic: Topic = {
  title: "ARR",
  definitions: [
    define(
      "arr", "Annual recurring revenue (ARR)",
      "What the recurring lines in force at the close of a day are worth in a year, in the reporting currency. It is a balance at an instant: it is never added up over time. " +
        "It is not revenue: nothing is recognised, billed or paid here. A line counts on day d if it began on or before d and ends after d. " +
        "A price per month counts 12 times, per quarter 4, per half year 2, per year once, per week weeks_per_year times, per day days_per_year times, each divided by amount_every; " +
        "the price of a whole term counts 12 / n times if the term is n whole months, else days_per_year / days. " +
        "Each line's ARR is rounded once, to the minor unit of its own currency, half away from zero, and once more where it is converted; every total is a sum of those, so it ties to its list of lines in any grouping.",
      {
        aliases: ["annual recurring revenue", "contracted arr", "current arr"],
        formula: "sum over the lines in force of (amount x quantity - discount) x periods in a year",
        source: "Snapshot of contracts, as most public companies define it (mostlymetrics.com, How top tech companies define ARR); price of a term / months x 12: filings of Alteryx and ForgeRock; daily x 365: Dynatrace; one rounding a line: ChartMogul",
        knobs: arrKnobs, see: ["line", "mrr", "term", "snapshot", "carr"],
      },
    ),
    define("mrr", "Monthly recurring revenue (MRR)", "ARR / 12, over all plans, annual ones too. It is rounded for each row that is shown, so it is for reading: rows of MRR need not add up to the total's MRR, rows of ARR do.", {
      aliases: ["monthly recurring revenue"], formula: "arr / 12", knobs: arrKnobs, see: ["arr", "arr_from_mrr"],
    }),
    define("list_arr", "ARR at list price", "The ARR of the same lines before their discounts.", { aliases: ["list price"], formula: "sum over the lines in force of amount x quantity x periods in a year", knobs: arrKnobs, see: ["arr", "discount_arr"] }),
    define(
      "discount_arr", "Discount in ARR",
      "What the discounts in force take from ARR, as a negative amount. A permanent discount lowers ARR; for one with a last day, time_limited_discount decides.",
      { formula: "arr - list_arr", source: "ChartMogul counts net of discounts and a discount that ends as expansion; Stripe leaves discounts that end out of recurring revenue", knobs: arrKnobs, see: ["list_arr", "discount", "discount_end"] },
    ),
    define("arr_per_customer", "ARR per customer", "ARR divided by the customers with ARR above zero; undefined where there is none. ARR per contract is another figure: say which.", {
      aliases: ["acv per customer", "average arr", "arpa"], formula: formulaOf("arr_per_customer", "arr_per_customer"), knobs: [...arrKnobs, "level"], see: ["arr", "logos", "arr_per_contract"],
    }),
    define("arr_per_contract", "ARR per contract", "ARR divided by the contracts with ARR above zero; undefined where there is none.", {
      formula: "arr / contracts", knobs: arrKnobs, see: ["contract", "arr_per_customer"],
    }),
  ],
};
