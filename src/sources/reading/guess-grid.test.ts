import { describe, expect, test } from "vitest";
import { asked, guessOf, linesOf } from "../../../test/reading/sheet.js";

describe("tables of months", () => {
  test("across, in any spelling, with a total beside them", () => {
    for (const months of ["Jan-24,Feb-24,Mar-24", "2024-01,2024-02,2024-03", "31/01/2024,29/02/2024,31/03/2024", "1/1/2024,2/1/2024,3/1/2024", "Jan 2024,Feb 2024,Mar 2024", "45292,45323,45352", "MRR Jan-24,MRR Feb-24,MRR Mar-24"]) {
      const csv = `Customer,Segment,${months},Total\nAcme,SMB,"1,200","1,200",1400,3800\nBeta,ENT,-,$500,N/A,500`;
      const guess = guessOf(csv, { measure: "mrr" });
      expect([months, guess.shape]).toEqual([months, "grid"]);
      expect(guess.columns.at(-1)?.role).toBe("ignored");
      expect(linesOf(csv, { measure: "mrr" })).toMatchObject([
        { customer_id: "Acme", segment: "SMB", start_date: "2024-01-01", end_date: "2024-03-01", amount: "1200", amount_per: "month" },
        { customer_id: "Acme", start_date: "2024-03-01", end_date: "", amount: "1400" },
        { customer_id: "Beta", start_date: "2024-02-01", end_date: "2024-03-01", amount: "500" },
      ]);
    }
  });

  test("hold what a title says, else someone has to say it", () => {
    const csv = "Customer,Jan-24,Feb-24,Mar-24\nAcme,1,1,1";
    expect(asked(guessOf(csv))).toEqual(["measure: --measure mrr"]);
    expect(guessOf(csv, { title: "ARR by customer" }).profile.grid).toEqual({ layout: "across", measure: "arr" });
    expect(asked(guessOf(csv, { title: "MRR and ARR" }))).toEqual(["measure: --measure mrr"]);
    expect(guessOf(csv, { title: "MRR by customer", file: "arr-2024.csv" }).profile.grid).toEqual({ layout: "across", measure: "mrr" });
    expect(asked(guessOf(csv, { title: "MRR by customer", sheet: "ARR" }))).toEqual(["measure: --measure mrr"]);
  });

  test("in thousands, where a title says so and someone agrees", () => {
    const csv = "Customer,Jan-24,Feb-24,Mar-24\nAcme,1.25,1.25,0.5";
    const title = "ARR by customer ($k)";
    expect(asked(guessOf(csv, { title }))).toEqual(["amounts_in: --amounts-in thousands"]);
    expect(linesOf(csv, { title, amountsIn: "thousands" }).map(({ amount }) => amount)).toEqual(["1250", "500"]);
    expect(linesOf(csv, { title, amountsIn: "units" }).map(({ amount }) => amount)).toEqual(["1.25", "0.5"]);
  });

  test("in the currency that cells or a title name", () => {
    const down = 'Month,Acme,Beta\n2024-01,"€ 1.200,50",-\n2024-02,"€ 1.200,50","€ 80,00"\n2024-03,"€ 1.200,50","€ 80,00"';
    expect(linesOf(down, { measure: "mrr" })).toMatchObject([{ customer_id: "Acme", amount: "1200.50", currency: "EUR" }, { customer_id: "Beta", amount: "80.00", currency: "EUR" }]);
    const across = "Customer,Jan-24,Feb-24,Mar-24\nAcme,1,1,1";
    expect(linesOf(across, { title: "MRR (GBP)" })).toMatchObject([{ currency: "GBP" }]);
    expect(linesOf("Customer,Jan-24,Feb-24,Mar-24\nAcme,£1,£1,£1", { measure: "mrr" })).toMatchObject([{ currency: "GBP" }]);
    expect(guessOf("Customer,Jan-24,Feb-24,Mar-24\nAcme,£1,£1,€1", { measure: "mrr" }).problems.map(({ code }) => code)).toEqual(["currencies-mixed"]);
    expect(guessOf("Customer,Jan-24,Feb-24,Mar-24\nAcme,£1,£1,£1", { title: "MRR in EUR" }).problems.map(({ code }) => code)).toEqual(["currencies-mixed"]);
  });

  test("reports that leave the corner over the customers empty", () => {
    const csv = ",Region,Jan-24,Feb-24,Mar-24\nAcme,EU,100,100,100\nBeta,US,,50,50";
    for (const map of [{}, { customer_id: "#1" }]) {
      expect(asked(guessOf(csv, { measure: "mrr", map }))).toEqual([]);
      expect(linesOf(csv, { measure: "mrr", map })).toMatchObject([{ customer_id: "Acme", region: "EU", start_date: "2024-01-01", amount: "100" }, { customer_id: "Beta", start_date: "2024-02-01", amount: "50" }]);
    }
  });

  test("months down under two rows of names, whichever of them holds the customers", () => {
    const rows = "2024-01,100,200,,300\n2024-02,100,200,,300\n2024-03,100,,50,350";
    const down = (header: string) => linesOf(`${header}\n${rows}`, { measure: "mrr" });
    expect(down("Month | product,Acme | Core,Acme | Addon,Beta | Addon,Total |")).toMatchObject([
      { customer_id: "Acme", product: "Core", start_date: "2024-01-01", end_date: "", amount: "100" }, { customer_id: "Acme", product: "Addon", end_date: "2024-03-01", amount: "200" },
      { customer_id: "Beta", product: "Addon", start_date: "2024-03-01", amount: "50" },
    ]);
    expect(down("Segment | Customer,SMB | Acme,ENT | Beta,ENT | Core,| Total")).toMatchObject([{ customer_id: "Acme", segment: "SMB" }, { customer_id: "Beta", segment: "ENT" }, { customer_id: "Core", segment: "ENT" }]);
    expect(down("Month |,Acme | Core,Acme | Addon,Beta | Addon,Grand total | Core")).toMatchObject([{ customer_id: "Acme", product: "Core" }, { product: "Addon" }, { customer_id: "Beta" }]);
  });

  test("by quarter or year are refused with what works, and lists beside such columns are lists", () => {
    for (const header of ["Customer,Q1 2026,Q2 2026,Q3 2026", "Customer,2024,2025,2026", "Customer,MRR 2025-Q1,MRR 2025-Q2,MRR 2025-Q3", "Customer,FY24,FY25,H1 2026"]) {
      const guess = guessOf(`${header}\nAcme,100,100,100\nBeta,,200,200`);
      expect([guess.problems.map(({ code }) => code), guess.questions], header).toEqual([["periods-of-months"], []]);
    }
    expect(guessOf("Quarter,Acme,Beta\nQ1 2025,100,200\nQ2 2025,100,200").problems.map(({ code }) => code)).toEqual(["periods-of-months"]);
    expect(guessOf("Customer,Start,ARR,2024,2025\nAcme,2024-01-01,100,100,100\nBeta,2024-02-01,50,20,20").problems.map(({ code }) => code)).toEqual([]);
  });

  test("one row a month, with dashes where there is nothing", () => {
    const csv = "Month,Customer,MRR\n2024-01,Acme,100\n2024-02,Acme,-\n2024-03,Acme,-\n2024-01,Beta,-\n2024-02,Beta,-\n2024-03,Beta,70";
    expect(linesOf(csv)).toMatchObject([{ customer_id: "Acme", start_date: "2024-01-01", end_date: "2024-02-01", amount: "100" }, { customer_id: "Beta", start_date: "2024-03-01", amount: "70" }]);
  });

  test("mostly dashes, and amounts of a comma", () => {
    const csv = 'Month,Customer,MRR\n2024-01,Acme,"1.200,00"\n2024-02,Acme,-\n2024-03,Acme,-\n2024-01,Beta,-\n2024-02,Beta,-\n2024-03,Beta,"70,50"';
    expect(linesOf(csv)).toMatchObject([{ customer_id: "Acme", end_date: "2024-02-01", amount: "1200.00" }, { customer_id: "Beta", start_date: "2024-03-01", amount: "70.50" }]);
  });

  test("down, with customers across", () => {
    const csv = "Month,Acme,Beta,Total\nJan-24,100,,100\nFeb-24,100,200,300\nMar-24,100,200,300";
    expect(guessOf(csv, { measure: "arr" }).profile.grid).toEqual({ layout: "down", month: "Month", measure: "arr" });
    expect(linesOf(csv, { measure: "arr" })).toMatchObject([{ customer_id: "Acme", start_date: "2024-01-01", amount: "100", amount_per: "year" }, { customer_id: "Beta", start_date: "2024-02-01", amount: "200" }]);
  });

  test("beside an amount and a start are asked about: a schedule is no table of months", () => {
    const csv = "Customer,Start,End,ARR,Owner,Jan-24,Feb-24,Mar-24\nAcme,2024-01-01,2024-12-31,1200,Jo,300,0,0";
    const guess = guessOf(csv);
    expect(asked(guess)).toEqual(['measure: --map amount="ARR"']);
    expect(guess.questions[0]?.choices).toEqual(["--measure mrr", "--measure arr"]);
    expect(linesOf(csv, { map: { amount: "ARR" } })).toEqual([expect.objectContaining({ amount: "1200", amount_per: "year", start_date: "2024-01-01", Owner: "Jo" })]);
    expect(guessOf(csv, { map: { amount: "ARR" } }).profile.attributes).toEqual(["Owner"]);
    expect(linesOf(csv, { measure: "mrr" })).toMatchObject([{ amount: "300", amount_per: "month", end_date: "2024-02-01" }]);
  });

  test("with a column of measures hold what it says, and rows of one of them", () => {
    const csv = (...measures: string[]) => `Customer,Metric,2024-01,2024-02,2024-03\n${measures.map((measure) => `Acme,${measure},1,1,1`).join("\n")}`;
    expect(guessOf(csv("MRR")).profile.grid?.measure).toBe("mrr");
    const both = guessOf(csv("MRR", "ARR"));
    expect(asked(both)).toContain('rows: --keep "Metric=MRR"');
    expect(guessOf(csv("MRR", "ARR"), { profile: { rows: [{ column: "Metric", is: ["ARR"] }] } })).toMatchObject({ problems: [], profile: { grid: { measure: "arr" } } });
  });

  test("a series of totals is no table of customers", () => {
    expect(guessOf("Month,MRR,New MRR,Churned MRR\n2024-01,1,1,1\n2024-02,1,1,1\n2024-03,1,1,1").shape).not.toBe("grid");
  });

  test("one row a customer and month", () => {
    const csv = "Month,Customer,MRR\n2024-01-31,Acme,100\n2024-02-29,Acme,100\n2024-01-31,Beta,50\n2024-02-29,Beta,70";
    expect(guessOf(csv).profile.grid).toEqual({ layout: "long", month: "Month", measure: "mrr" });
    expect(linesOf(csv)).toMatchObject([{ customer_id: "Acme", start_date: "2024-01-01", amount: "100", amount_per: "month" }, { customer_id: "Beta", start_date: "2024-01-01", end_date: "2024-02-01", amount: "50" }, { customer_id: "Beta", start_date: "2024-02-01", amount: "70" }]);
  });
});
