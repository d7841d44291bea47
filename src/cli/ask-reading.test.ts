import { expect, test } from "vitest";
import { answerOf, labelOf } from "./ask-reading.js";

test.each([
  ['--map amount="ACV (USD)"', { map: { amount: "ACV (USD)" } }],
  ["--const amount_per=month", { constants: { amount_per: "month" } }],
  ['--keep "Stage=Closed Won,Won"', { rows: [{ column: "Stage", is: ["Closed Won", "Won"] }] }],
  ['--keep "Status!=Draft"', { rows: [{ column: "Status", is_not: ["Draft"] }] }],
  ["--keep all", { rows: [] }],
  ["--measure arr", { measure: "arr" }],
  ["--date-order dmy", { dateOrder: "dmy" }],
  ["--decimal ,", { decimal: "," }],
  ['--fill-down "Account Name"', { fillDown: "Account Name" }],
  ["--amounts-in thousands", { amountsIn: "thousands" }],
  ["--full", undefined],
])("the answer %s says what the flag would", (flag, answer) => expect(answerOf(flag)).toEqual(answer));

test.each([
  ["--const amount_per=term", "the price of the whole term"], ["--measure arr", "a year's money in each cell"], ["--keep all", "every row counts"], ['--keep "Status!=Draft"', "all rows but these count"],
  ['--map quantity="Seats"', "the amount is the price of one"], ['--map start_date="Close"', "the column of start_date"], ['--fill-down "Customer"', "an empty one is that of the row above"],
])("beside %s stands what it means", (flag, meaning) => expect(labelOf(flag)).toBe(`${flag}   ${meaning}`));
