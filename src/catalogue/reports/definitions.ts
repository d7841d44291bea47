import { presets, valuesToTry, type KnobName } from "../../domain/policy.js";
import { count, label, money, ratio, type Column, type Report } from "../define.js";
import { retentionKnobs } from "../moving-knobs.js";
import { currency, knownOn, on } from "../params.js";

/** The knobs that can move a figure of the report and have values to try. */
export const triedKnobs: readonly KnobName[] = retentionKnobs.filter((knob) => valuesToTry(knob).length > 0);

const difference = (column: Column): Column => ({ ...column, name: `diff_${column.name}`, title: `${column.title}, difference`, beside: "difference" });

const figures = [money("arr", "stock", "ARR"), ratio("nrr", "NRR, 12 months"), ratio("grr", "GRR, 12 months"), count("customers", "stock", "Customers (logos)")] as const;

export const definitions = {
  name: "definitions",
  title: "Definitions side by side",
  sentence: "ARR, NRR, GRR and customers under each preset and under each other value of each knob alone, by how much they differ from yours, and where yours stands among them.",
  asks: "day",
  isUnchained: true,
  madeOf: "definitions",
  params: [
    on, knownOn, currency,
    { name: "presets", type: "list", choices: [...Object.keys(presets), "none"], sentence: "Only these presets, or none. Default: all." },
    { name: "knobs", type: "list", choices: [...triedKnobs, "none"], sentence: "Only these knobs, or none. Default: all that can move a figure and have values to try." },
  ],
  columns: [
    { name: "rank", type: "count", kind: "label", title: "Rank by ARR" },
    label("definition", "Definition"),
    ...figures.flatMap((column) => [column, difference(column)]),
  ],
  chart: { as: "bars", x: "definition", y: ["arr"] },
  drill: [
    { of: ["arr"], row: { definition: "yours" }, to: "lines", with: { on: "@on" } },
    { of: ["customers"], row: { definition: "yours" }, to: "customers", with: { on: "@on" } },
  ],
  example: "annua definitions contracts.csv --on 2025-12-31 --knobs overlap,grace_days",
  tie: "The row yours is the snapshot's ARR; NRR and GRR are those of the report retention over the 12 months up to that day. A definition that moves nothing stands at the end.",
} as const satisfies Report;
