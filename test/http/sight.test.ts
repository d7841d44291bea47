/** Who sees what of the figures: rows of their own, totals included, or sums without a name. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reports, type Report, type ReportResult } from "../../src/catalogue/index.js";
import type { ServedBook } from "../../src/engine/served-book.js";
import type { Accounts } from "../../src/http/accounts/index.js";
import { appOf, ask, openAccounts, passwordOf, sampleLines, servedBook, signedIn, type App, type Told } from "./served.js";

let book: ServedBook;
let janes: ServedBook;
let accounts: Accounts;
let app: App;
const headers: Record<string, Record<string, string>> = {};
const lines = sampleLines();

beforeAll(async () => {
  [book, janes] = [await servedBook(lines), await servedBook(lines.filter(({ csm }) => csm === "Jane"))];
  accounts = await openAccounts();
  app = appOf(book, { accounts });
  for (const [name, role, rows] of [["olga", "owner", []], ["anna", "analyst", []], ["jane", "analyst", ["csm=Jane"]], ["vera", "viewer", []], ["vic", "viewer", ["csm=Jane"]]] as const) {
    await accounts.users.add({ name, role, rows: [...rows], password: passwordOf(name) });
    headers[name] = await signedIn(app, name);
  }
});
afterAll(async () => {
  await Promise.all([book.close(), janes.close(), accounts.close()]);
});

const span = { from: "2026-01", to: "2026-06" };
/** What is asked of a report besides its span or day: as many of its sides as there are. */
const sides: Record<string, Record<string, string>[]> = {
  snapshot: [{ by: "segment,csm", vs: "last_year" }, { where: "region!=DACH", currency: "EUR", vs: "stripe" }],
  waterfall: [{ by: "csm,tier", grain: "quarter" }, { level: "parent", ratios: "true", method: "events", grain: "year" }, { known_on: "2026-01-31", vs: "previous", grain: "quarter" }, { where: "csm=Omar", grain: "total" }],
  logos: [{ by: "csm" }],
  movements: [{ by: "product", grain: "quarter" }, { customer: "C-0004" }],
  trend: [{ by: "cohort", grain: "quarter" }],
  retention: [{ by: "segment", grain: "quarter", method: "movements" }],
  cohorts: [{ by: "csm", measure: "grr", grain: "quarter" }],
  renewals: [{ detail: "customer", grain: "total" }, { detail: "line", grain: "total" }],
  revenue: [{ detail: "causes", grain: "total" }, { by: "csm", detail: "reported", grain: "year" }],
  efficiency: [{ grain: "year" }],
  usage: [{ by: "customer", grain: "year" }],
  cube: [{ grain: "year" }, { detail: "customer", grain: "year", level: "parent" }],
  lines: [{ where: "region!=DACH" }, { customer: "C-0004" }],
};
const spanOf = (report: Report): Record<string, string> =>
  report.asks === "periods" ? span : report.params.some(({ name }) => name === "on") ? { on: "2026-06-30" } : {};
const urlOf = (report: Report, params: Record<string, string>): string => `/api/v1/reports/${report.name}?${String(new URLSearchParams({ ...needed[report.name], ...spanOf(report), ...params }))}`;
/** What a report can't be asked without, and what makes a dear one cheap. */
const needed: Record<string, Record<string, string>> = {
  backtest: { horizon: "1", closes: "1" }, definitions: { presets: "none", knobs: "ramp" }, benchmarks: { metrics: "nrr" },
  customer: { customer: "C-0004" }, restatement: { period: "2026-01" }, plan: { target: "50000000" }, what_if: { price: "5%" } };
/** Sides of reports that a viewer may ask and rows can't limit. */
const extra: Record<string, Record<string, string>[]> = {
  carr: [{ by: "go_live" }], tiers: [{ list: "moves" }, { owner: "csm" }], owners: [{ owner: "region" }, { list: "moves" }], products: [{ list: "combinations" }, { list: "whitespace" }], forecast: [{ detail: "accounts" }],
  expansion: [{ by: "product" }, { by: "customer" }], plan: [{ detail: "months" }], restatement: [{ detail: "lines" }],
};
/** Any filter, and figures that are of nothing but what it keeps. */
const takesWhere = (report: Report): boolean => report.params.some(({ name, choices }) => name === "where" && choices === undefined) && report.madeOf === undefined && report.looksAhead !== true;

const customers = [...new Set(lines.flatMap((line) => [line["customer_id"]!, line["customer_name"]!, line["parent_id"]!, line["parent_name"]!, line["line_id"]!, line["contract_id"]!]))].filter(Boolean);
const others = (isOwn: (csm: string) => boolean): string[] => {
  const own = new Set(lines.filter(({ csm }) => isOwn(csm!)).flatMap((line) => Object.values(line)));
  return customers.filter((name) => !own.has(name));
};

/** Rows without the place in the file, which is another in a shorter file. */
const placeless = ({ json }: Told): unknown[] => (json["rows"] as Record<string, unknown>[]).map(({ source: _, ...row }) => row);

describe("whoever sees rows of their own", () => {
  describe.each((reports as readonly Report[]).filter(takesWhere))("$name", (report) => {
    test.each([{}, ...(sides[report.name] ?? [])])("%j is answered as by a book of these rows alone", async (params) => {
      const told = await ask(app, urlOf(report, params), { headers: headers["jane"]! });
      const alone = await ask(appOf(janes), `${urlOf(report, params)}&where=${encodeURIComponent("csm=Jane")}`);
      expect({ status: told.status, text: told.status === 200 ? "" : told.text }).toEqual({ status: 200, text: "" });
      expect(placeless(told)).toEqual(placeless(alone));
      expect(told.json["columns"]).toEqual(alone.json["columns"]);
      expect((told.json["params"] as Record<string, unknown>)["where"]).toContain("csm=Jane");
      expect(others((csm) => csm === "Jane").filter((name) => told.text.includes(`"${name}"`) || told.text.includes(`${name}:`))).toEqual([]);
    });
  });

  test("there is something to compare: totals of all differ from theirs", async () => {
    const [all, own] = [await ask(app, urlOf(reports[0], {}), { headers: headers["anna"]! }), await ask(app, urlOf(reports[0], {}), { headers: headers["jane"]! })];
    expect(own.json["rows"]).not.toEqual(all.json["rows"]);
    expect(own.headers.get("etag")).not.toBe(all.headers.get("etag"));
  });

  test.each((reports as readonly Report[]).filter((report) => !takesWhere(report)))("is refused $name, whose figures are not of rows alone", async (report) => {
    const { status, codes, json } = await ask(app, urlOf(report, {}), { headers: headers["jane"]! });
    expect({ status, codes }).toEqual({ status: 403, codes: ["rows-limited"] });
    expect(json["rows"]).toBeUndefined();
  });

  test.each([{ vs: "close" }, { vs: "target" }, { level: "customer_product" }])("is refused what can't be limited to them: %j", async (params) => {
    const { status, codes } = await ask(app, urlOf(reports[1] as Report, params), { headers: headers["jane"]! });
    expect({ status, codes }).toEqual({ status: 403, codes: ["rows-limited"] });
  });

  test("learns of nobody else: a customer of another, one that there is none of, and a value that nothing has", async () => {
    const foreign = lines.find(({ csm }) => csm === "Omar")!["customer_id"]!;
    for (const customer of [foreign, `${foreign}x`]) {
      for (const report of ["movements", "lines"]) {
        const { status, json, text } = await ask(app, `/api/v1/reports/${report}?customer=${customer}`, { headers: headers["jane"]! });
        expect({ status, rows: json["rows"], isNear: customer !== foreign && text.replaceAll(customer, "").includes(foreign) }).toEqual({ status: 200, rows: [], isNear: false });
      }
    }
    const { codes, text } = await ask(app, `/api/v1/reports/snapshot?where=customer=${foreign}x`, { headers: headers["jane"]! });
    expect(codes).toEqual((await ask(app, `/api/v1/reports/snapshot?where=customer=${foreign}`, { headers: headers["jane"]! })).codes);
    expect(text.replaceAll(`${foreign}x`, "")).not.toContain(foreign);
  });

  test("can't widen them: another condition on the same column narrows, a trick with marks is a value", async () => {
    for (const where of ["csm=Omar", "csm!=Jane", "csm='Jane' or 1=1"]) {
      const { json } = await ask(app, `/api/v1/reports/snapshot?${String(new URLSearchParams({ where }))}`, { headers: headers["jane"]! });
      expect((json["rows"] as { arr: string }[])[0]!.arr).toMatch(/^0/);
    }
    for (const rows of ["", "csm", "x"]) expect((await ask(app, `/api/v1/reports/snapshot?rows=${rows}`, { headers: headers["jane"]! })).codes).toEqual(["param-unknown"]);
  });

  test("whose rows no line can have any more is answered nothing", async () => {
    await accounts.users.change("vic", { rows: ["kam=Jane"] });
    expect((await ask(app, "/api/v1/reports/snapshot", { headers: headers["vic"]! })).codes).toEqual(["column-unknown"]);
    await accounts.users.change("vic", { rows: ["csm=Jane"] });
  });

  test("explains figures of these rows alone", async () => {
    const explain = (rows: readonly string[], cell: string, on: ServedBook) => on.read((reader) => reader.explain("waterfall", { cell, period: "2026-01-01/2026-06-30", level: "parent", top: 50 }, rows));
    for (const cell of ["closing", "expansion", "churn", "new"]) {
      const [own, alone] = [await explain(["csm=Jane"], cell, book), await explain([], cell, janes)];
      expect(own.amount).toBe(alone.amount);
      expect(own.parts.map(({ customer, amount }) => [customer, amount])).toEqual(alone.parts.map(({ customer, amount }) => [customer, amount]));
      expect(others((csm) => csm === "Jane").filter((name) => JSON.stringify(own).includes(`"${name}"`))).toEqual([]);
    }
  });
});

describe("a viewer", () => {
  const [asked, seen]: [string[], string[]] = [[], []];
  const every = (reports as readonly Report[]).flatMap((report) => [{}, ...(extra[report.name] ?? [])].map((params) => ({ report, params, name: report.name })));

  test.each(every)("$name $params holds no name of a customer, contract or line", async ({ report, params }) => {
    asked.push(report.name);
    for (const format of report.name === "waterfall" ? ["json", "csv", "markdown"] : ["json"]) {
      const { status, codes, text } = await ask(app, urlOf(report, { ...params, format } as Record<string, string>), { headers: headers["vera"]! });
      if (status !== 200) expect(codes.length).toBeGreaterThan(0);
      else if (!seen.includes(report.name)) seen.push(report.name);
      expect([200, 400, 403, 404]).toContain(status);
      expect(customers.filter((name) => text.includes(name) && !JSON.stringify(params).includes(name) && name !== "C-0004")).toEqual([]);
      if (format === "json" && status !== 200) break;
    }
  });

  test("sees most sums", () => {
    expect(seen).toEqual([
      "snapshot", "waterfall", "logos", "trend", "retention", "cohorts", "renewals", "expansion", "cs_impact", "efficiency", "carr", "revenue", "usage", "variants", "tiers", "owners", "products",
      "valuation", "forecast", "backtest", "plan", "what_if", "benchmarks", "definitions",
    ].filter((name) => asked.includes(name)));
  });

  test.each(["by=Client Name", "by=clientName", "by=Billing-Contact", "where=ACCOUNT ID=7", "by=customer", "by=parent", "by=segment,customer", "where=customer=C-0004", "where=parent~a", "by=contract_id", "where=customer_name=x", "by=source"])("is refused %s before it is asked", async (query) => {
    const { status, codes } = await ask(app, `/api/v1/reports/snapshot?${query}`, { headers: headers["vera"]! });
    expect({ status, codes }).toEqual({ status: 403, codes: ["columns-withheld"] });
  });

  test.each(["movements", "lines", "customers", "cube", "concentration", "alerts", "check", "questions", "customer?customer=C-0004", "renewals?detail=customer", "owners?list=moves", "products?list=whitespace", "forecast?detail=accounts", "tiers?owner=customer_name", "cs_impact?owner=customer", "expansion?by=customer"])(
    "is refused %s", async (what) => {
      const { status, codes } = await ask(app, `/api/v1/reports/${what}`, { headers: headers["vera"]! });
      expect({ status, codes }).toEqual({ status: 403, codes: ["columns-withheld"] });
    },
  );

  test("gets other answers than an analyst under another tag, and never the analyst's by its tag", async () => {
    const anna = await ask(app, urlOf(reports[0], {}), { headers: headers["anna"]! });
    const again = { "if-none-match": anna.headers.get("etag")! };
    expect((await ask(app, urlOf(reports[0], {}), { headers: { ...headers["anna"]!, ...again } })).status).toBe(304);
    expect((await ask(app, urlOf(reports[0], {}), { headers: { ...headers["vera"]!, ...again } })).status).toBe(200);
  });

  test("who sees some rows alone has both limits", async () => {
    const [own, alone] = [await ask(app, urlOf(reports[0], { by: "segment" }), { headers: headers["vic"]! }), await ask(appOf(janes), urlOf(reports[0], { by: "segment" }))];
    expect(own.json["rows"]).toEqual(alone.json["rows"]);
    expect((await ask(app, urlOf(reports[0], { by: "customer" }), { headers: headers["vic"]! })).codes).toEqual(["columns-withheld"]);
    expect((await ask(app, "/api/v1/reports/valuation", { headers: headers["vic"]! })).codes).toEqual(["rows-limited"]);
  });

  test("hears that there is something to say of the figures, and not of whom", async () => {
    const [whole, told] = [await ask(app, urlOf(reports[0], { known_on: "2023-01-31" }), { headers: headers["anna"]! }), await ask(app, urlOf(reports[0], { known_on: "2023-01-31" }), { headers: headers["vera"]! })];
    expect(told.codes.length).toBeLessThanOrEqual(whole.codes.length);
    expect(told.json["rows"]).toEqual(whole.json["rows"]);
    expect((told.json["problems"] as ReportResult["problems"]).every(({ at }) => Object.keys(at).length === 0)).toBe(true);
  });
});

describe("where others have lines of the same customers", () => {
  const line = (line_id: string, customer_id: string, csm: string, amount: string, start_date = "2024-01-01", end_date = "") => ({ line_id, customer_id, product: "Core", start_date, end_date, amount, amount_per: "year", csm, region: "north" });
  const own = [line("L1", "acme", "Jane", "10000"), line("L2", "beta", "Jane", "5000", "2024-03-01"), line("L5", "dune", "Jane", "800", "2024-02-01", "2024-08-01")];
  /** Others have what Jane has not: more of beta, from earlier on, and what is left of dune. */
  const theirs = (amount: string) => [line("L3", "beta", "Omar", amount, "2023-06-01"), line("L4", "coda", "Omar", amount), line("L6", "dune", "Omar", amount, "2024-06-01")];
  const asJane = async (of: ServedBook, words: string) => ask(appOf(of, { accounts }), `/api/v1/reports/${words}`, { headers: headers["jane"]! });
  const [small, large] = ["70001", "990002"];
  let served: ServedBook[];
  beforeAll(async () => {
    served = await Promise.all([[...own, ...theirs(small!)], [...own, ...theirs(large!)], own].map(servedBook));
    for (const [at, book] of served.entries()) await book.change((writer) => writer.importInputs([{ date: "2024-05-10", customer_id: "beta", kind: "prevented_churn", amount: "300", owner: "Jane" }, ...(at === 2 ? [] : [{ date: "2024-05-11", customer_id: "beta", kind: "prevented_churn", amount: at === 0 ? small : large, owner: "Omar" }])] as never));
  });
  afterAll(async () => {
    await Promise.all(served.map((book) => book.close()));
  });

  test.each(["retention?open=2024-03-31&close=2024-12-31", "cohorts?from=2024&to=2024&grain=quarter", "customers?on=2024-12-31", "owners?on=2024-12-31", "tiers?on=2024-12-31", "cs_impact?from=2024&to=2024&grain=total", "snapshot?on=2024-12-31&by=tier",
    "waterfall?from=2024&to=2024&where=tenure=0", "waterfall?from=2024&to=2024&by=cohort", "waterfall?from=2024&to=2024", "logos?from=2024&to=2024", "movements?from=2024&to=2024", "snapshot?on=2024-12-31", "lines?on=2024-12-31", "renewals?from=2024&to=2024&on=2024-12-31&detail=line",
    "concentration?on=2024-12-31", "revenue?from=2024&to=2024&grain=total", "trend?from=2024&to=2024", "cube?from=2024&to=2024&grain=quarter", "carr?on=2024-06-30", "waterfall?grain=quarter"])("%s is as if there were no others, whatever theirs are", async (words) => {
    const [first, other, alone] = await Promise.all(served.map((book) => asJane(book, words)));
    expect(first!.status, first!.text).toBe(200);
    expect(placeless(first!).length).toBeGreaterThan(0);
    expect(placeless(first!)).toEqual(placeless(alone!));
    expect(placeless(other!)).toEqual(placeless(alone!));
    expect(`${first!.text}${other!.text}`).not.toMatch(/Omar|coda|70[.,]?001|990[.,]?002|L[346]"/);
  });

  test("one who came to others first is new, and one who stays with others is lost", async () => {
    const { json } = await asJane(served[0]!, "movements?from=2024&to=2024&grain=total");
    expect((json["rows"] as Record<string, string>[]).map(({ customer, kind, amount }) => [customer, kind, amount])).toEqual([["acme", "new", "10000.00"], ["beta", "new", "5000.00"]]);
    const lost = await asJane(served[0]!, "movements?from=2024-08&to=2024-08");
    expect((lost.json["rows"] as Record<string, string>[]).map(({ customer, kind, amount }) => [customer, kind, amount])).toEqual([["dune", "churn", "-800.00"]]);
  });

  test("figures are explained from these lines", async () => {
    const explain = (on: ServedBook) => on.read((reader) => reader.explain("waterfall", { cell: "new", period: "2024", top: 50 }, ["csm=Jane"]));
    const [first, alone] = [await explain(served[0]!), await explain(served[2]!)];
    expect(first.amount).toBe("15000.00");
    expect(first.parts.map(({ customer, amount }) => [customer, amount])).toEqual(alone.parts.map(({ customer, amount }) => [customer, amount]));
    expect(JSON.stringify(first)).not.toMatch(/Omar|L[346]"/);
  });

  test("what others ask next is of the whole book", async () => {
    await asJane(served[0]!, "snapshot?on=2024-12-31");
    const { json } = await ask(appOf(served[0]!, { accounts }), "/api/v1/reports/snapshot?on=2024-12-31", { headers: headers["anna"]! });
    expect(json["rows"]).toMatchObject([{ arr: "225003.00", lines: 5 }]);
  });

  test("saves are told to whoever is limited to owners, and refused where nothing says whose they are", async () => {
    const { json } = await asJane(served[0]!, "cs_impact?from=2024&to=2024&grain=total");
    expect(json["rows"]).toMatchObject([{ owner: "Jane", prevented_churn: "300.00" }]);
    expect(await asJane(served[0]!, "cs_impact?from=2024&to=2024&owner=region")).toMatchObject({ status: 403, codes: ["rows-limited"] });
  });
});

test("a customer that is handed over on a day comes and goes by transfers; a line that was ever theirs is told whole", async () => {
  const lines = [{ line_id: "L1", customer_id: "acme", product: "Core", start_date: "2024-01-01", amount: "1200", amount_per: "year" }, { line_id: "L2", customer_id: "beta", product: "Core", start_date: "2024-01-01", amount: "700", amount_per: "year" }, { line_id: "L3", customer_id: "acme", product: "Core", start_date: "2023-01-01", end_date: "2024-01-01", amount: "1000", amount_per: "year" }];
  const shared = await servedBook(lines);
  await shared.change((writer) => writer.importCustomers([{ customer_id: "acme", csm: "Omar" }, { customer_id: "acme", from_date: "2024-05-01", csm: "Jane" }, { customer_id: "beta", csm: "Jane" }, { customer_id: "beta", from_date: "2024-06-01", csm: "Omar" }] as never));
  const rowsOf = async (words: string) => (await ask(appOf(shared, { accounts }), `/api/v1/reports/${words}`, { headers: headers["jane"]! })).json["rows"] as Record<string, string>[];
  expect((await rowsOf("waterfall?from=2024-04&to=2024-06")).map(({ opening, transfer_in, transfer_out, closing }) => [opening, transfer_in, transfer_out, closing])).toEqual([
    ["700.00", "0.00", "0.00", "700.00"], ["700.00", "1200.00", "0.00", "1900.00"], ["1900.00", "0.00", "-700.00", "1200.00"],
  ]);
  // the line of acme that ended before was never hers, so acme is as old as the other one
  expect((await rowsOf("customers?on=2024-12-31")).map(({ customer, arr, first_active }) => [customer, arr, first_active])).toEqual([["acme", "1200.00", "2024-01-01"]]);
  await shared.close();
});

test("what is wrong with lines is told to a viewer without the lines", async () => {
  const swiss = await servedBook([{ line_id: "L-secret", customer_id: "acme", product: "Core", start_date: "2024-01-01", amount: "100", amount_per: "year", currency: "CHF" }]);
  const { text, json } = await ask(appOf(swiss, { accounts }), "/api/v1/reports/snapshot?on=2024-12-31", { headers: headers["vera"]! });
  expect((json["problems"] as { code: string }[]).map(({ code }) => code)).toEqual(["problem-withheld"]);
  expect(text).not.toMatch(/secret|acme|CHF/);
  await swiss.close();
});
