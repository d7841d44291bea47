import { expect, test } from "vitest";
import { answerOf } from "./ask-reading.js";

test.each([
  ['--map amount="ACV (USD)"', { map: { amount: "ACV (USD)" } }],
  ["--const amount_per=month", { constants: { amount_per: "month" } }],
  ['--keep "Stage=Closed Won,Won"', { rows: [{ column: "Stage", is: ["Closed Won", "Won"] }] }],
  ['--keep "Status!=Draft"', { rows: [{ column: "Status", is_not: ["Draft"] }] }],
  ["--keep all", { rows: [] }],
  ["--measure arr", { measure: "arr" }],
  ["--amounts-in thousands", { amountsIn: "thousands" }],
  ["--full", undefined],
])("the answer %s says what the flag would", (flag, answer) => expect(answerOf(flag)).toEqual(answer));
