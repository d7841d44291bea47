/** What can be wrong with a board table before a figure of it is worked out again. */
import { text } from "./text.js";

const example = "Such as a name and a value a line: Beginning ARR, 5,000,000; New, 400,000; Ending ARR, 5,400,000; NRR, 102%.";

export const boardProblems = {
  "board-empty": text<{ file: string }>({
    severity: "error",
    message: (p) => `${p.file} holds no table: there is no name with a value beside or below it. Nothing was verified.`,
    remedy: () => `Write the names down or across, with their values. ${example}`,
  }),
  "board-no-names": text<{ file: string; found: string; known: string }>({
    severity: "error",
    message: (p) => `${p.file} names no figure of a waterfall that is known here${p.found === "" ? "" : ` (it has ${p.found})`}. Nothing was verified.`,
    remedy: (p) => `Known are ${p.known}. If it is a list of contracts: \`annua ${p.file}\` says what is in it.`,
  }),
  "board-number": text<{ name: string; period: string; value: string }>({
    severity: "error",
    message: (p) => `${p.name}${p.period === "" ? "" : ` of ${p.period}`} is "${p.value}", which is no number that can be read. Nothing was verified, as figures that hang on it would be wrong.`,
    remedy: () => "Write one number of at most 15 digits before the point in the cell, such as 400,000, $400k, (50,000) or 8.0%; leave it empty where nothing is stated.",
  }),
  "board-decimals": text<{ first: string; second: string }>({
    severity: "error",
    message: (p) => `Nothing tells whether a point or a comma stands before decimals (${p.first}${p.second === "" ? "" : `, ${p.second}`}): the two differ a thousandfold. Nothing was verified.`,
    remedy: () => "Say which: --decimal . or --decimal , (decimal in the library).",
  }),
  "board-figure-twice": text<{ figure: string; period: string; first: string; second: string }>({
    severity: "error",
    message: (p) => `${p.figure}${p.period === "" ? "" : ` of ${p.period}`} is stated twice, as ${p.first} and as ${p.second}; which of them is meant changes all that hangs on it. Nothing was verified.`,
    remedy: () => "Leave one of the two; what is a part of the other is told by its name, such as Upsell beside Expansion.",
  }),
  "board-period-twice": text<{ period: string }>({
    severity: "error",
    message: (p) => `The period ${p.period} stands twice in the table, so nothing tells which of its figures are meant. Nothing was verified.`,
    remedy: () => "Give each period a name of its own, such as 2025 actual and 2025 budget.",
  }),
  "board-too-large": text<{ file: string }>({
    severity: "error",
    message: (p) => `${p.file} is larger than a board table is: over 1 MB, 2,000 rows or 480 periods. Nothing was verified.`,
    remedy: (p) => `Keep the sheet of the board table alone; if it is a list of contracts: \`annua ${p.file}\` says what is in it.`,
  }),
};
