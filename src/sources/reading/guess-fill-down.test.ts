import { describe, expect, test } from "vitest";
import { asked, guessOf, linesOf } from "../../../test/reading/sheet.js";

const pivot = "Region,Customer,Segment,Product,Start,ARR\nEMEA,Acme,SMB,Core,2024-01-01,100\n,,,Plus,2024-02-01,20\n,Beta,ENT,Core,2024-03-01,50\n,,,Plus,2024-03-01,5\nUS,Gamma,SMB,Core,2024-03-01,70";

describe("names in the first of their rows only", () => {
  test("are carried down, groups to their left as well", () => {
    expect(asked(guessOf(pivot))).toEqual([]);
    expect(guessOf(pivot).profile.fill_down).toEqual(["Customer", "Region", "Segment"]);
    expect(linesOf(pivot).map(({ customer_id, region, segment, product, amount }) => [region, customer_id, segment, product, amount].join(" "))).toEqual([
      "EMEA Acme SMB Core 100", "EMEA Acme SMB Plus 20", "EMEA Beta ENT Core 50", "EMEA Beta ENT Plus 5", "US Gamma SMB Core 70",
    ]);
  });

  test("are asked about where a name may just as well have been left out", () => {
    const once = "Customer,Product,Start,ARR\nAcme,Core,2024-01-01,100\nBeta,Core,2024-01-01,50\n,Plus,2024-02-01,20\nGamma,Core,2024-01-01,7";
    const twice = "Customer,Product,Start,ARR\nAcme,Core,2024-01-01,100\n,Plus,2024-01-01,50\n,More,2024-02-01,20\nAcme,Core,2024-05-01,7";
    for (const csv of [once, twice]) {
      expect(asked(guessOf(csv))).toEqual(['fill_down: --fill-down "Customer"']);
      expect(linesOf(csv, { fillDown: "Customer" }).filter(({ customer_id }) => customer_id === "")).toEqual([]);
      expect(linesOf(csv, { fillDown: "none" }).filter(({ customer_id }) => customer_id === "")).not.toEqual([]);
    }
  });

  test("are nothing of the kind where rows without one have only numbers, or the columns are a line's own", () => {
    expect(guessOf("Customer,Jan-24,Feb-24,Mar-24\nAcme,1,1,1\n,2,2,2\nBeta,1,1,1\n,2,2,2", { measure: "mrr" }).profile.fill_down).toBeUndefined();
    const own = "customer_id,product,start_date,amount,amount_per,line_id\nAcme,Core,2024-01-01,1,year,1\n,Plus,2024-01-01,1,year,2\n,More,2024-01-01,1,year,3";
    expect([asked(guessOf(own)), guessOf(own).profile.fill_down]).toEqual([[], undefined]);
  });
});
