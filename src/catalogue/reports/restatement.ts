import { count, label, money, naming, type Column, type Report } from "../define.js";
import { pageParams } from "../params.js";
import { waterfall } from "./waterfall.js";

/** The balances and movements of the waterfall, to stand as reported beside as known now; the waterfall itself explains them. */
const figures = waterfall.columns.filter((column) => column.type === "money").map(({ basis: _, ...column }): Column => ({ ...column, when: "history" }));

export const restatement = {
  name: "restatement",
  title: "Restatement",
  sentence: "From the ARR of a closed period as it was reported to what it is as known now, by cause.",
  asks: "all",
  madeOf: "closes",
  params: [
    { name: "period", type: "period", required: true, sentence: "A closed period, such as 2026-01, or the number of a close." },
    {
      name: "detail", type: "choice", choices: ["causes", "lines", "history", "bridge"], default: "causes",
      sentence: "By cause; line by line; history restated (the row as reported, as known now, the difference); or the bridge after the close: opening as reported + restatement + movements = closing.",
    },
    { name: "by", type: "list", sentence: "Of causes and lines: by the groups of a cut that the close keeps." },
    { name: "to", type: "period", sentence: "Of the bridge: the last period, inclusive. Default: the one after the closed period." },
    ...pageParams,
  ],
  columns: [
    { ...label("state", "State"), when: "history" },
    ...figures,
    { ...label("line", "Line"), unless: "history" },
    { ...naming(label("line_id", "Contract line")), when: "lines" },
    { ...naming(label("customer", "Customer")), when: "lines" },
    { ...label("product", "Product"), when: "lines" },
    { ...money("reported", "stock", "As reported"), when: "lines" },
    { ...money("now", "stock", "As known now"), when: "lines" },
    { ...money("amount", "flow", "Amount"), unless: "history" },
    { ...label("also", "Also"), when: "lines" },
    { ...label("through", "Through"), when: "lines" },
    { ...label("recorded_at", "Recorded (UTC)"), when: "lines" },
    { ...naming(label("source", "Source row")), when: "lines" },
    { ...count("lines", "flow", "Lines"), when: "causes" },
  ],
  chart: { as: "bars", x: "state", y: ["opening", "closing"] },
  drill: [{ unless: ["detail=lines", "detail=history", "detail=bridge"], to: "restatement", set: { detail: "lines" }, keep: ["period", "by"] }],
  example: "annua restatement 2026-01 --detail lines --book acme.annua",
  tie: "reported + late + backdated + corrected + removed + reclassified + decision + definition + fx = now, to the cent; the lines of a cause sum to it, and the bridge to its closing.",
} as const satisfies Report;
