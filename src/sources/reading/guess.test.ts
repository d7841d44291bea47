import { describe, expect, test } from "vitest";
import { asked, codes, fieldsOf, guessOf, linesOf, said } from "../../../test/reading/sheet.js";

const founder = `
Client Name,Product,Start Date,End Date,MRR,ARR,Seats,Region,Status
Acme Ltd,Pro,1-Jan-2024,31-Dec-2024,"$1,200.00","$14,400.00",12,EMEA,Churned
Beta GmbH,Basic,15-Feb-2024,14-Feb-2025,$95.50,"$1,146.00",3,EMEA,Active
Gamma,Pro,1-Mar-2024,28-Feb-2025,"$2,000.00","$24,000.00",20,NA,Active`;

test("a German list: its number of the customer is the id, its customer the name", () => {
  const csv = 'Kundennummer,Kunde,Produkt,Vertragsbeginn,Vertragsende,Monatsbetrag\n10001,Grün AG,Basis,01.03.2024,28.02.2025,"1.234,56"\n10002,Öl GmbH,Basis,15.06.2024,14.06.2025,"950,00"';
  expect(fieldsOf(guessOf(csv))).toMatchObject({ customer_id: "Kundennummer", customer_name: "Kunde", start_date: "Vertragsbeginn", end_date: "Vertragsende", amount: "Monatsbetrag", amount_per: "=month" });
});

describe("a founder's list", () => {
  const guess = guessOf(founder);

  test("is read without a question", () => {
    expect(guess.problems).toEqual([]);
    expect(fieldsOf(guess)).toEqual({ customer_id: "Client Name", customer_name: "Client Name", product: "Product", start_date: "Start Date", end_date: "End Date", cancelled_on: "End Date", amount: "ARR", amount_per: "=year", currency: "=USD", region: "Region" });
    expect(guess.profile).toMatchObject({ end_convention: "inclusive", key: ["Client Name", "Product", "Start Date"], columns: { cancelled_on: { where: { column: "Status", is: ["Churned"] } } } });
  });

  test("says what was taken for granted, with the flag to say otherwise", () => {
    expect(said(guess)).toContain("Client Name is both the name and the id of a customer");
    expect(said(guess)).toContain("ARR is the amount; MRR says the same.");
    expect(said(guess)).toContain('not multiplied by Seats. If it is the price of one: --map quantity="Seats".');
    expect(said(guess)).toContain("End Date is the last day of service: 3 of 3 terms");
    expect(said(guess)).toContain('Status says Churned (first in row 2); such rows count until their end, which is taken for their notice, too: nobody asks whether they renewed. To leave them out altogether, also from the past: --keep "Status!=Churned".');
    expect(said(guess)).toContain("Client Name + Product + Start Date name a line");
  });

  test("shows each column with five values and how sure it is", () => {
    expect(guess.columns.find((column) => column.name === "ARR")).toEqual({ name: "ARR", role: { field: "amount" }, sureness: 0.95, why: "its name is that of a price of a year", samples: ["$14,400.00", "$1,146.00", "$24,000.00"] });
    expect(guess.columns.find((column) => column.name === "Seats")?.role).toBe("attribute");
  });

  test("comes to plain lines", () => {
    expect(linesOf(founder)[0]).toMatchObject({ customer_id: "Acme Ltd", start_date: "2024-01-01", end_date: "2024-12-31", amount: "14400.00", amount_per: "year", currency: "USD", region: "EMEA", Seats: "12" });
  });

  test("of another reporting currency is asked what its dollars are", () => {
    expect(asked(guessOf(founder, { reportingCurrency: "CAD" }))).toEqual(["currency: --const currency=USD"]);
    expect(guessOf(founder, { reportingCurrency: "CAD", constants: { currency: "CAD" } }).problems).toEqual([]);
  });
});

describe("columns of amounts", () => {
  const list = (header: string, ...cells: string[]) => `Customer,Start,${header}\n${cells.map((cell, i) => `C${i},2024-01-0${i + 1},${cell}`).join("\n")}`;
  test.each([
    ["MRR", "month"], ["hs_mrr", "month"], ["MRR (USD)", "month"], ["Monthly Recurring Revenue", "month"], ["MonthlyCharges", "month"], ["Price per month", "month"], ["Price per seat per month", "month"], ["Price/user/month", "month"], ["Fee per seat / year", "year"], ["Monthly fee", "month"],
    ["ARR", "year"], ["ACV", "year"], ["Annual Contract Value", "year"], ["Annual fee (EUR)", "year"], ["Yearly price", "year"], ["Annual Recurring Revenue", "year"], ["Total ARR", "year"],
    ["TCV", "term"], ["Contract Value", "term"], ["Total", "term"], ["Total Contract Value", "term"], ["TotalValue", "term"], ["Deal Value", "term"],
    ["Quarterly fee", "quarter"], ["Price per quarter", "quarter"], ["Weekly rate", "week"],
  ])("%s is the price of a %s", (name, per) => {
    const guess = guessOf(list(name, "1200", "2400.50"));
    expect(fieldsOf(guess)).toMatchObject({ amount: name, amount_per: `=${per}` });
  });

  test.each(["Price", "Amount", "Fee", "Subscription value", "SegmentValue"])("%s alone does not say what it is the price of", (name) => {
    const guess = guessOf(list(name, "1200", "2400"));
    expect(asked(guess)).toEqual(["amount_per: --const amount_per=year"]);
    expect(guess.profile.columns["amount_per"]).toBeUndefined();
    expect(guess.problems[0]).toMatchObject({ code: "reading-question", message: expect.stringContaining("a month taken for a year is twelve times wrong") });
    expect(guessOf(list(name, "1200", "2400"), { constants: { amount_per: "quarter" } }).problems).toEqual([]);
  });

  test.each(["Tax", "Discount amount", "Balance due", "Exchange rate", "Churned MRR", "New ARR", "Employees", "Setup fee"])("%s is none", (name) => {
    expect(asked(guessOf(list(name, "1200", "2400")))).toContainEqual(expect.stringMatching(/^amount: /));
  });

  test("of MRR and ARR that are not 12:1 are asked about, with the row that shows it", () => {
    const guess = guessOf(list("MRR,ARR", "100,1200", "50,550"));
    expect(asked(guess)).toEqual(['amount: --map amount="ARR"']);
    expect(guess.questions[0]?.sentence).toContain("row 3 has ARR 550 and MRR 50");
    expect(guess.questions[0]?.candidates.map((each) => each.column)).toEqual(["ARR", "MRR"]);
    expect(fieldsOf(guessOf(list("MRR,ARR", "100,1200", "50,550"), { map: { amount: "MRR" } }))).toMatchObject({ amount: "MRR", amount_per: "=month" });
  });

  test("of MRR that was rounded agree with their ARR", () => {
    expect(fieldsOf(guessOf(list("MRR,ARR", "24.99,299.90", "83.33,1000.00", "83,1000")))).toMatchObject({ amount: "ARR" });
  });

  test("of a price and a frequency are read by the frequency", () => {
    const guess = guessOf(list("Price,Billing Frequency", "100,Monthly", "300,Quarterly", "1200,Annually", "2000,per_two_years", "50,One-time", "26,biweekly"));
    expect(guess.problems).toEqual([]);
    expect(guess.profile.columns).toMatchObject({
      amount_per: { from: "Billing Frequency", values: { Monthly: "month", Quarterly: "quarter", Annually: "year", per_two_years: "year", "One-time": "term", biweekly: "week" } },
      amount_every: { from: "Billing Frequency", values: { per_two_years: "2", biweekly: "2" }, otherwise: "1" },
      kind: { from: "Billing Frequency", values: { "One-time": "one_time" }, otherwise: "" },
    });
  });

  test("in a column of spans under any name are offered before a constant", () => {
    const guess = guessOf("Kunde,Beginn,Preis,je\nAsh,2025-01-01,5,Monat\nBirke,2025-01-01,7,Jahr");
    expect(asked(guess)).toEqual(['amount_per: --map amount_per="je"']);
    expect(guess.questions[0]?.sentence).toContain("je holds spans, such as Monat, Jahr");
  });

  test("of lines whose last day, seats and discount are named in German are read", () => {
    const csv = "Kunde,Leistung,Beginn,Letzter Tag,Preis,Lizenzen,Rabatt %\nAsh,Core,2025-01-01,2025-12-31,5,3,10";
    expect(linesOf(csv, { map: { quantity: "Lizenzen" }, constants: { amount_per: "month" } })).toEqual([expect.objectContaining({ product: "Core", end_date: "2025-12-31", quantity: "3", discount_percent: "10" })]);
  });

  test("of lines beside days after their start, under a name that nobody knows, are asked about", () => {
    const csv = (name: string) => `Customer,Start,ARR,${name}\nA,2025-01-01,5,2025-12-31\nB,2025-02-01,5,2026-01-31\nC,2025-02-01,5,`;
    expect(asked(guessOf(csv("Schluss")))).toEqual(['end_date: --map end_date="Schluss"']);
    for (const name of ["Go live date", "Last modified", "Next invoice", "Signed on"]) expect([name, asked(guessOf(csv(name)))]).toEqual([name, []]);
    expect(asked(guessOf(csv("Schluss"), { constants: { end_date: "" } }))).toEqual([]);
    expect(asked(guessOf("Customer,Start,ARR,Kick-off\nA,2025-01-01,5,2025-01-17\nB,2025-02-01,5,2025-02-20"))).toEqual([]);
  });

  test("of lines whose ends are words for none in any language are those of the rows that name a day", () => {
    const ends = ["unbefristet", "2026-01-31", "laufend", "Evergreen", "n/a", "month-to-month", "indéterminée", "bis auf weiteres"];
    const lines = linesOf(`Customer,ARR,Start,Ende\n${ends.map((end, i) => `C${i},100,2025-02-01,${end}`).join("\n")}`);
    expect(lines.map((line) => line["end_date"])).toEqual(["", "2026-01-31", "", "", "", "", "", ""]);
  });

  test("of lines whose end is called so and is mostly unknown words are asked about, and not read as without an end", () => {
    const csv = "Customer,ARR,Start,Ende\nA,1,2025-02-01,see annex\nB,1,2025-02-01,31.01.2026\nC,1,2025-02-01,see mail\nD,1,2025-02-01,";
    expect(asked(guessOf(csv))).toEqual(['end_date: --map end_date="Ende"']);
    expect(guessOf(csv).questions[0]?.sentence).toContain("Ende is called an end and holds a day in 1 row, and in 2 what is none, such as see annex.");
    const days = (text: string, hints?: Parameters<typeof linesOf>[1]) => linesOf(text, hints).map((line) => line["end_date"]);
    expect(days(csv, { map: { end_date: "Ende" } })).toEqual(["see annex", "2026-01-31", "see mail", ""]);
    for (const day of ["Jan 2026", "46053", "01/31/2026"]) expect([day, asked(guessOf(csv.replace("31.01.2026", day)))]).toEqual([day, ['end_date: --map end_date="Ende"']]);
    const beside = (name: string, value: string) => csv.split("\n").map((row, at) => `${row},${at === 0 ? name : value}`).join("\n");
    for (const [name, value] of [["Churn date", ""], ["Renewal date", "2027-01-01"], ["Term (months)", "12"]]) expect([name, asked(guessOf(beside(name!, value!)))[0]]).toEqual([name, 'end_date: --map end_date="Ende"']);
    expect(asked(guessOf(csv.replace("Ende", "End Customer").replace("31.01.2026", "20260131")))).toEqual([]);
    expect(asked(guessOf(csv, { constants: { end_date: "" } }))).toEqual([]);
  });

  test("in a column of which somebody says that it holds spans are read where they are known, however few", () => {
    const rows = list("Price,Mode", "100,Monthly billed", "1200,Annual upfront", "50,ask Ann", "60,ask Ann", "70,?");
    expect(guessOf(rows, { map: { amount_per: "Mode" } }).profile.columns["amount_per"]).toEqual({ from: "Mode", values: { "Monthly billed": "month", "Annual upfront": "year" } });
    expect(asked(guessOf(rows))[0]).toContain("amount_per");
  });

  test("of an ARR beside a frequency keep their year: the frequency is how it is billed", () => {
    expect(guessOf(list("ARR,Billing Frequency", "100,Monthly", "300,Upfront")).profile.columns).toMatchObject({ amount_per: { const: "year" }, billing: { values: { Monthly: "monthly", Upfront: "upfront" } } });
  });

  test("in thousands are refused", () => {
    for (const name of ["ARR ($K)", "ARR in thousands", "ARR (TEUR)"]) expect([name, asked(guessOf(list(name, "12", "13")))]).toEqual([name, ["amounts_in: --amounts-in thousands"]]);
    expect(asked(guessOf(list("ARR", "12", "13"), { title: "ARR by customer (€m)" }))).toEqual(["amounts_in: --amounts-in millions"]);
    expect(linesOf(list("ARR ($K)", "12.5", "0.0125"), { amountsIn: "thousands" }).map(({ amount }) => amount)).toEqual(["12500", "12.5"]);
    expect(linesOf(list("unit_amount_cents", "4900", "5"), { constants: { amount_per: "month" } }).map(({ amount }) => amount)).toEqual(["49.00", "0.05"]);
    expect(linesOf(list("ARR in cents", "4900.00", "13")).map(({ amount }) => amount)).toEqual(["4900.00", "13"]);
    expect(linesOf(list("ARR ($K)", "12.5", "13"), { amountsIn: "units" }).map(({ amount }) => amount)).toEqual(["12.5", "13"]);
  });

  test("in several currencies are refused without a column that says which", () => {
    expect(codes(guessOf(list("ARR", "$12", "€13")))).toEqual(["currencies-mixed"]);
    expect(guessOf(list("ARR,Currency", "$12,USD", "€13,EUR")).problems).toEqual([]);
  });

  test("whose point may group are asked about, unless another column tells", () => {
    expect(codes(guessOf(list("ARR", "1.200", "12.000")))).toEqual(["decimal-unknown"]);
    expect(guessOf(list("ARR", "1.200", "12.000"), { decimal: "," }).problems).toEqual([]);
    expect(said(guessOf(list("ARR,List price", '1.200,"1.500,00"', '12.000,"2.000,50"')))).toContain("its thousands grouped by points");
    expect(codes(guessOf(list("ARR", '"1,200.50"', '"1.200,50"')))).toEqual(["decimals-mixed"]);
  });
});

describe("seats and discounts", () => {
  const list = (header: string, cells: string) => `Customer,Start,${header}\nAcme,2024-01-01,${cells}\nBeta,2024-02-01,${cells}`;

  test("multiply a unit price, never an ARR, and are asked about beside a bare amount", () => {
    expect(fieldsOf(guessOf(list("Monthly price per seat,Seats", "10,5")))).toMatchObject({ amount: "Monthly price per seat", amount_per: "=month", quantity: "Seats" });
    expect(fieldsOf(guessOf(list("arr,quantity", "1000,5")))).not.toHaveProperty("quantity");
    expect(asked(guessOf(list("Amount,Interval,Quantity", "10,month,5")))).toEqual(['quantity: --map quantity="Quantity"']);
    expect(fieldsOf(guessOf(list("Amount,Interval,Quantity", "10,month,1")))).toMatchObject({ quantity: "Quantity" });
  });

  test("are taken off a list price, never off an ARR", () => {
    expect(fieldsOf(guessOf(list("Annual list price,Discount %", "1000,10%")))).toMatchObject({ discount_percent: "Discount %" });
    const guess = guessOf(list("ARR,Discount %", "1000,10%"));
    expect(fieldsOf(guess)).not.toHaveProperty("discount_percent");
    expect(said(guess)).toContain('ARR is after the discount in Discount %, which is not taken off again. If it is before it: --map discount_percent="Discount %".');
  });

  test("are fifteen percent where a workbook says 0.15", () => {
    const csv = list("Monthly price per seat,Seats,Discount", "10,5,0.15");
    expect(linesOf(csv)[0]).toMatchObject({ discount_percent: "15" });
    expect(said(guessOf(csv))).toContain("Discount: 0.15 is 15 percent");
  });
});

describe("dates", () => {
  const list = (header: string, ...cells: string[]) => `Customer,ARR,${header}\n${cells.map((cell, i) => `C${i},100,${cell}`).join("\n")}`;

  test.each(["Start", "Start Date", "TermStartDate", "Contract Start", "Effective Date", "Subscription start", "Go-live", "Activation date", "hs_recurring_billing_start_date", "SBQQ__StartDate__c"])("%s is a start", (name) => {
    expect(fieldsOf(guessOf(list(name, "2024-01-01", "2024-02-01")))).toMatchObject({ start_date: name });
  });

  test.each(["End", "End Date", "Expiry", "Expiration Date", "TermEndDate", "Renewal date", "Churn date", "Contract expires", "Cancels on", "Vertragsende"])("%s is an end", (name) => {
    expect(fieldsOf(guessOf(list(`Start,${name}`, "2024-01-01,2025-01-01", "2024-02-01,2025-02-01")))).toMatchObject({ end_date: name });
  });

  test("of which two may be the start are asked about, unless they are the same", () => {
    const two = (second: string) => guessOf(list("Billing start,Service begin", `2024-01-01,${second}`));
    expect(asked(two("2024-02-01"))).toEqual(['start_date: --map start_date="Billing start"']);
    expect(asked(two("2024-01-01"))).toEqual([]);
  });

  test("of signature alone are asked about", () => {
    expect(asked(guessOf(list("Close Date", "2024-01-01")))).toEqual(['start_date: --map start_date="Close Date"']);
    expect(asked(guessOf("Customer,ARR\nAcme,1"))).toEqual(["start_date: --const start_date=2025-01-01"]);
  });

  test("of signature, go-live and notice beside a start have their own fields", () => {
    expect(fieldsOf(guessOf(list("Start,End,Signed,Go-live,Cancellation date", "2024-01-01,2025-01-01,2023-12-01,2024-02-01,2024-06-01")))).toMatchObject({ signed_on: "Signed", live_on: "Go-live", cancelled_on: "Cancellation date" });
  });

  test("of churn go before the end of the term", () => {
    const csv = list("Start,Contract End,Churn Date", "2024-01-01,2026-12-31,", "2024-02-01,2025-01-31,2024-11-30");
    expect(linesOf(csv)).toMatchObject([{ end_date: "2026-12-31" }, { end_date: "2024-11-30" }]);
    expect(said(guessOf(csv))).toContain('A line with a Churn Date ends there, any other with its Contract End. If it goes on to the end of the term: --map end_date="Contract End".');
  });

  test("of two ends that differ are asked about", () => {
    expect(asked(guessOf(list("Start,Contract End,Subscription End", "2024-01-01,2024-12-31,2024-11-30")))).toEqual(['end_date: --map end_date="Contract End"']);
  });

  test("end by a term after the start", () => {
    expect(linesOf(list("Start,Term (months)", "2024-01-31,1", "2024-02-01,12 months"))).toMatchObject([{ end_date: "2024-02-29" }, { end_date: "2025-02-01" }]);
    expect(linesOf(list("Start,Term (years)", "2024-01-01,2", "2024-02-01,1"))).toMatchObject([{ end_date: "2026-01-01" }, { end_date: "2025-02-01" }]);
  });

  test("that name months end with the month", () => {
    const csv = list("Start,End", "Jan-24,Dec-24", "Mar-24,Feb-25");
    expect(linesOf(csv)).toMatchObject([{ start_date: "2024-01-01", end_date: "2025-01-01" }, { start_date: "2024-03-01", end_date: "2025-03-01" }]);
    expect(guessOf(csv).profile.end_convention).toBe("exclusive");
  });

  test("of workbooks, and words for no end", () => {
    expect(linesOf(list("Start date,End date", "45292,45657", "45323,n/a"))).toMatchObject([{ start_date: "2024-01-01", end_date: "2024-12-31" }, { start_date: "2024-02-01", end_date: "" }]);
  });

  test("are not amounts that would do as days", () => {
    expect(fieldsOf(guessOf("Customer,Start,ARR at start,ARR\nAcme,2024-01-01,45000,46000\nBeta,2024-02-01,50000,51000", { map: { amount: "ARR" } }))).toMatchObject({ start_date: "Start" });
    expect(asked(guessOf("Customer,Starting ARR\nAcme,45000\nBeta,50000"))).toEqual(["start_date: --const start_date=2025-01-01"]);
    expect(fieldsOf(guessOf("Customer,Subscription start,ARR\nAcme,45292,10"))).toMatchObject({ start_date: "Subscription start" });
  });

  test("in digits are asked about where nothing tells their order", () => {
    const guess = guessOf(list("Start", "03/04/2025", "05/06/2025"));
    expect(guess.problems).toMatchObject([{ code: "date-order-unknown", at: { column: "Start" }, remedy: expect.stringContaining("--date-order dmy") }]);
    expect(guessOf(list("Start", "03/04/2025"), { dateOrder: "dmy" }).profile.date_order).toBe("dmy");
  });

  test("in digits are read as the other dates of the file are", () => {
    const guess = guessOf(list("Start,End", "03/04/2025,31/12/2025", "05/06/2025,30/09/2026"));
    expect(guess.problems).toEqual([]);
    expect(guess.profile.date_order).toBe("dmy");
    expect(said(guess)).toContain("Start: 03/04/2025 is read day first, as the other dates of this file are.");
  });

  test("in both orders are refused with a row of each", () => {
    expect(guessOf(list("Start", "31/12/2025", "12/31/2025")).problems).toMatchObject([{ code: "date-orders-mixed", message: expect.stringContaining("31/12/2025 (row 2) can only be day first, 12/31/2025 (row 3) only month first") }]);
  });

  test("say whether ends are last days of service", () => {
    const convention = (...ends: string[]) => guessOf(list("Start,End", ...ends.map((end) => `2024-01-01,${end}`))).profile.end_convention;
    expect(convention("2024-12-31", "2025-12-31")).toBe("inclusive");
    expect(convention("2025-01-01", "2026-01-01")).toBe("exclusive");
    expect(convention("2024-12-31", "2025-01-01")).toBeUndefined();
    expect(convention("2024-12-15", "2025-03-20")).toBeUndefined();
  });
});

describe("who and what", () => {
  const list = (header: string, ...cells: string[]) => `${header},Start,ARR\n${cells.map((cell, i) => `${cell},2024-01-0${i + 1},${i + 1}`).join("\n")}`;

  test.each(["Customer", "Account", "Company", "Client Name", "Account Name", "Associated Company", "Customer Name", "Organisation"])("%s is the customer", (name) => {
    expect(fieldsOf(guessOf(list(name, "Acme", "Beta")))).toMatchObject({ customer_id: name, customer_name: name });
  });

  test("an id goes before a name", () => {
    expect(fieldsOf(guessOf(list("Account ID,Account Name", "1,Acme", "2,Beta")))).toMatchObject({ customer_id: "Account ID", customer_name: "Account Name" });
  });

  test("no customer is asked about", () => {
    expect(asked(guessOf(list("Deal Name", "Acme renewal", "Beta new")))).toEqual(['customer_id: --map customer_id="Deal Name"']);
  });

  test("a line is named by an id that is its own, else by columns together", () => {
    expect(fieldsOf(guessOf(list("Subscription ID,Customer", "S1,Acme", "S2,Acme")))).toMatchObject({ line_id: "Subscription ID" });
    const shared = guessOf(list("Contract No,Customer", "C1,Acme", "C1,Acme"));
    expect(fieldsOf(shared)).toMatchObject({ contract_id: "Contract No" });
    expect(shared.profile.key).toEqual(["Customer", "Contract No", "Start"]);
  });

  test.each([["Plan", "product"], ["Product Name", "product"], ["SKU", "product"], ["Customer Success Manager", "csm"], ["Segment", "segment"], ["Sales region", "region"], ["Churn reason", "cancel_reason"], ["Parent Account ID", "parent_id"], ["Ccy", "currency"]])("%s gives %s", (name, field) => {
    expect(fieldsOf(guessOf(list(`Customer,${name}`, "Acme,USD", "Beta,EUR")))).toMatchObject({ [field]: name });
  });

  test("a type is a kind only where each of its values is one", () => {
    expect(guessOf(list("Customer,Type", "Acme,Subscription", "Beta,Professional services")).profile.columns["kind"]).toEqual({ from: "Type", values: { Subscription: "recurring", "Professional services": "services" } });
    expect(fieldsOf(guessOf(list("Customer,Type", "Acme,New business", "Beta,Renewal")))).not.toHaveProperty("kind");
  });

  test("yes and no renew by themselves", () => {
    expect(guessOf(list("Customer,Auto-renew", "Acme,Yes", "Beta,No")).profile.columns["auto_renew"]).toMatchObject({ values: { Yes: "true", No: "false" } });
  });

  test("small letters are codes of currencies, too; words are not", () => {
    expect(fieldsOf(guessOf(list("Customer,Ccy", "Acme,usd", "Beta,eur")))).toMatchObject({ currency: "Ccy" });
    expect(fieldsOf(guessOf(list("Customer,Currency", "Acme,dollars", "Beta,euros")))).not.toHaveProperty("currency");
  });

  test("--map says which column it is, and its values still say what they mean", () => {
    const map = { amount_per: "Paid", kind: "Sort", currency: "Money", end_date: "Stop", auto_renew: "Again" };
    const guess = guessOf("Customer,Start,Stop,Cost,Paid,Sort,Money,Again\nAcme,2024-01-01,2024-12-31,5,Monthly,Subscription,usd,yes\nBeta,2024-01-01,2025-12-31,5,per year,Other,eur,no", { map });
    expect(guess.problems).toEqual([]);
    expect(guess.profile).toMatchObject({
      end_convention: "inclusive",
      columns: { amount_per: { values: { Monthly: "month", "per year": "year" } }, kind: { from: "Sort", values: { Subscription: "recurring" } }, currency: { from: "Money" }, auto_renew: { values: { yes: "true" } } },
    });
  });

  test("--const is for fields that there are, in the words of others too", () => {
    expect(codes(guessOf(list("Customer", "Acme"), { constants: { currncy: "EUR" } }))).toEqual(["constant-field-unknown"]);
    expect(fieldsOf(guessOf(list("Customer", "Acme"), { constants: { amount_per: "monthly" } }))).toMatchObject({ amount_per: "=month" });
  });

  test("--map goes first, and names that are not there are told", () => {
    expect(fieldsOf(guessOf(list("Customer,Owner", "Acme,Jo", "Beta,Al"), { map: { csm: "owner" } }))).toMatchObject({ csm: "Owner" });
    expect(codes(guessOf(list("Customer", "Acme"), { map: { costumer: "Customer", product: "Plan" } }))).toEqual(["map-field-unknown", "map-column-unknown"]);
  });
});

describe("rows that no longer count", () => {
  const telco = "customerID,Contract,MonthlyCharges,TotalCharges,Churn\n7590-VHVEG,Month-to-month,29.85,29.85,No\n5575-GNVDE,One year,56.95,1889.5,No\n3668-QPYBK,Month-to-month,53.85,108.15,Yes";

  test("are asked about where nothing says when they ended", () => {
    const guess = guessOf(telco, { constants: { start_date: "2020-01-01" } });
    expect(asked(guess)).toEqual(['rows: --keep "Churn!=Yes"']);
    expect(guess.questions[0]?.choices).toContain("--keep all");
    expect(fieldsOf(guess)).toMatchObject({ customer_id: "customerID", amount: "MonthlyCharges", amount_per: "=month", start_date: "=2020-01-01" });
    expect(guess.shape).toBe("subscriptions");
  });

  test("are not asked about again", () => {
    expect(guessOf(telco, { constants: { start_date: "2020-01-01" }, profile: { rows: [{ column: "Churn", is: ["No"] }] } }).problems).toEqual([]);
    expect(guessOf(telco, { constants: { start_date: "2020-01-01" }, profile: { rows: [] } }).problems).toEqual([]);
  });

  test("are left out only where nothing says when they ended, and the end of the others is their notice", () => {
    const mixed = "Customer,Status,Start,Churn Date,End,MRR\nAcme,Active,2024-01-01,,2090-12-31,9\nBeta,Churned,2024-01-01,2024-06-30,2024-12-31,9\nCeta,Churned,2024-01-01,,2024-12-31,9\nDeta,Churned,2024-01-01,,,9";
    const guess = guessOf(mixed);
    expect(asked(guess)).toEqual(['rows: --keep "Status!=Churned|Churn Date!=|End!="']);
    expect(guess.profile.columns["cancelled_on"]).toEqual({ from: "Churn Date", if_empty: "End", where: { column: "Status", is: ["Churned"] } });
    const settled = guessOf(mixed, { profile: { rows: [{ column: "Status", is_not: ["x"] }] } });
    expect([settled.problems, said(settled)]).toEqual([[], expect.stringContaining("taken for their notice, too")]);
    expect(guessOf(mixed.replaceAll("Churned", "Expired")).profile.columns["cancelled_on"]).toEqual({ from: "Churn Date" }); // a term that is over is no notice, a day of leaving is
    expect(guessOf("Customer,Start,End,MRR\nAcme,2024-01-01,2024-12-31,9").profile.columns).not.toHaveProperty("cancelled_on");
    expect(fieldsOf(guessOf("Customer,Churn,Start,Term,MRR\nAcme,No,2024-01-01,12,9\nBeta,Yes,2024-01-01,24,9"))).toMatchObject({ cancelled_on: "Start + Term" });
  });

  test("of deals that were lost are always asked about", () => {
    const guess = guessOf("Account,Stage,Close Date,Start,Term,TCV\nAcme,Closed Won,2024-01-01,2024-02-01,12,100\nBeta,Closed Lost,2024-01-01,2024-02-01,12,100");
    expect(asked(guess)).toEqual(['rows: --keep "Stage=Closed Won"']);
    expect(guess.shape).toBe("deals");
  });
});

describe("our own columns", () => {
  const own = "Line ID,Customer ID,Start Date,End Date,Amount,Amount Per,Quantity,Status,Kind\nL1,C1,2024-01-01,2024-12-31,1.200,month,2,Churned,recurring";

  test("are taken as they are called, and plain numbers are plain", () => {
    const guess = guessOf(own);
    expect(guess.problems).toEqual([]);
    expect(guess.profile.end_convention).toBeUndefined();
    expect(linesOf(own)[0]).toMatchObject({ line_id: "L1", amount: "1.200", amount_per: "month", quantity: "2", end_date: "2024-12-31", kind: "recurring" });
  });
});
