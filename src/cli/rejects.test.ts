import { expect, test } from "vitest";
import { rejectsCsv } from "./rejects.js";

const rejected = (row: number, cells: [string, string][]) => ({ row, problems: [], cells });

test("what a terminal would obey is written out in names and cells, and a formula does not run", () => {
  const [header, row] = [...rejectsCsv([{ file: "a.csv", rejects: [rejected(2, [["\u001b[31mattr", "x\u001b[2J"], ["", "=1+1"], ["row", "7"]])] }])];
  expect(header).toBe("row,reason,remedy,\\u{1b}[31mattr,_2,row_3\r\n");
  expect(row).toBe("2,,,x\\u{1b}[2J,'=1+1,7\r\n");
});
