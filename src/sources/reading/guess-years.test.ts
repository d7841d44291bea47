import { describe, expect, test } from "vitest";
import { asked, guessOf, linesOf, said } from "../../../test/reading/sheet.js";

const csv = "Deal ID,Customer,Start Date,End Date,Year 1,Year 2,Year 3,TCV\nD1,Acme,2024-02-29,2027-02-27,10000,20000,30000,60000\nD2,Beta,2025-03-15,2027-03-14,5000,5000,,10000";

describe("prices of the years of a deal", () => {
  test("are a line each, tied by their contract", () => {
    const short = csv.replace("2027-02-27", "2027-02-28").replace("2024-02-29", "2024-03-01");
    expect(asked(guessOf(short))).toEqual([]);
    expect(linesOf(short).map((line) => [line["line_id"], line["contract_id"], line["start_date"], line["end_date"], line["amount"], line["amount_per"]].join(" "))).toEqual([
      "D1 | year 1 D1 2024-03-01 2025-03-01 10000 year", "D1 | year 2 D1 2025-03-01 2026-03-01 20000 year", "D1 | year 3 D1 2026-03-01 2027-03-01 30000 year",
      "D2 | year 1 D2 2025-03-15 2026-03-15 5000 year", "D2 | year 2 D2 2026-03-15 2027-03-15 5000 year",
    ]);
  });

  test("under other names, in a currency, without an end", () => {
    const other = 'Customer,Start,ARR Year 1,ARR Year 2\nAcme,01.06.2025,"€ 1.200,50","€ 2.400,00"';
    expect(linesOf(other)).toMatchObject([{ customer_id: "Acme", start_date: "2025-06-01", amount: "1200.50", currency: "EUR" }, { start_date: "2026-06-01", end_date: "2027-06-01", amount: "2400.00" }]);
    expect(linesOf("Customer,Start,MRR Y1,MRR Y2\nAcme,2025-06-01,100,200").map((line) => line["amount_per"])).toEqual(["month", "month"]);
  });

  test("are not taken for that where an end, a sum or another amount disagrees", () => {
    for (const odd of [csv.replace("2027-02-27", "2026-12-31"), csv.replace("60000", "70000"), "Customer,Start,Year 2,Year 3\nAcme,2025-01-01,1,2", "Customer,Start,Year 1,Year 3\nAcme,2025-01-01,1,2"]) expect(guessOf(odd).profile.years).toBeUndefined();
    const beside = guessOf("Customer,Start,ACV,Year 1,Year 2\nAcme,2025-01-01,15,10,20");
    expect([beside.profile.columns["amount"], said(beside)]).toEqual([{ from: "ACV" }, expect.stringContaining("years: [Year 1, Year 2] in a profile")]);
    expect(linesOf("Customer,Start,Year 1,Year 2\nAcme,2025-01-01,15,10", { map: { amount: "Year 1" }, constants: { amount_per: "year" } })).toHaveLength(1);
  });
});
