import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { count, label, money, ratio } from "../catalogue/define.js";
import type { ReportRow } from "../catalogue/index.js";
import { csvOf } from "./csv.js";

const columns = [label("name", "Name"), money("amount", "flow", "Amount"), count("seats", "stock", "Seats"), ratio("nrr", "NRR")];
const csv = (rows: ReportRow[]): string => [...csvOf({ columns, rows })].join("");

describe("csv", () => {
  it("has the keys as header, exact values, and nothing for what is undefined", () => {
    expect(csv([{ name: "Acme", amount: "-1200.00", seats: 3, nrr: null }])).toBe("name,amount,seats,nrr\r\nAcme,-1200.00,3,\r\n");
  });

  it.each(["=HYPERLINK(1)", "+1+1", "@SUM(A1)", "-2+3", "\tx", "\rx", "=1", "＝1", "-cmd|calc"])("text that a spreadsheet would run is made plain: %j", (name) => {
    const [, row] = parse(csv([{ name, amount: "1.00", seats: 1, nrr: null }]));
    expect(row?.[0]).toBe(`'${name}`);
  });

  it.each(["-", "-500", "+12.50", "a=b", "1-2"])("text that can't be run stays: %j", (name) => {
    expect(parse(csv([{ name, amount: "1.00", seats: 1, nrr: null }]))[1]?.[0]).toBe(name);
  });

  it("negative amounts stay numbers", () => {
    expect(parse(csv([{ name: "x", amount: "-1.00", seats: -1, nrr: "-0.500000" }]))[1]?.slice(1)).toEqual(["-1.00", "-1", "-0.500000"]);
  });

  it("a reader gets back every text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        const read = parse(csv([{ name, amount: "0.00", seats: 0, nrr: null }]), { relax_quotes: false })[1]?.[0];
        expect([name, `'${name}`]).toContain(read);
      }),
    );
  });
});
