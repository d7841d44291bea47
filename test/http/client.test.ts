/** The client asks a served book, typed by the catalogue: a slip in a name does not compile. */
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from "vitest";
import { connect, ProblemError, type Client, type ReportParams, type Row } from "../../src/client/index.js";
import type { ServedBook } from "../../src/engine/served-book.js";
import { serve } from "../../src/http/serve.js";
import { pino } from "pino";
import { exampleBook, exampleLines } from "./example-book.js";
import { appOf } from "./served.js";

let book: ServedBook;
let acme: Client;
beforeAll(async () => {
  book = await exampleBook();
  const app = appOf(book);
  acme = connect("http://localhost/", { fetch: (request) => app.request(request) });
});
afterAll(() => book.close());

describe("the client", () => {
  test("runs a report; rows have its columns and the groups that were asked for", async () => {
    const { rows, currency } = await acme.run("waterfall", { from: "2025-01", to: "2025-12", grain: "year", by: ["segment"], where: ["segment=enterprise,smb"], ratios: true });
    expect(currency).toBe("USD");
    expect(rows.map((row) => [row.segment, row.opening, row.period])).toEqual([["enterprise", "12000.00", "2025"], ["smb", "6900.50", "2025"]]);
    expect((await acme.run("rollforward", { from: "2025", to: "2025", grain: "year" })).report).toBe("waterfall");
  });

  test("goes through pages", async () => {
    const ids: unknown[] = [];
    for await (const row of acme.rows("lines", { on: "2025-12-31", limit: 1 })) ids.push(row.line_id);
    expect(ids).toEqual((await acme.run("lines", { on: "2025-12-31" })).rows.map(({ line_id }) => line_id));
    expect(ids.length).toBeGreaterThan(2);
  });

  test("throws where the book changes between two pages, rather than mix two states of it", async () => {
    const rows = acme.rows("lines", { on: "2025-12-31", limit: 1 });
    await rows.next();
    await acme.importFile(new Blob(["line_id,customer_id,start_date,end_date,amount,amount_per\n0,aaa,2026-06-01,2027-06-01,100.00,year\n"]), "between.csv");
    await expect(rows.next()).rejects.toThrow(/changed between two pages/);
  });

  test("throws what the server said", async () => {
    const error = await acme.run("waterfall", { from: "2025-13" }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ status: 400, problems: [{ code: "param-value" }], requestId: expect.any(String) as string });
  });

  test("asks for more than reports, and tells", async () => {
    expect(await acme.define("nrr")).toMatchObject({ term: "nrr" });
    expect(await acme.explain("waterfall", { cell: "closing", period: "2025-03" })).toMatchObject({ amount: expect.any(String) as string });
    expect(await acme.questions()).toMatchObject({ questions: expect.any(Array) as unknown[] });
    expect(await acme.say("notes", { customer_id: "acme", text: "renews by June" })).toMatchObject({ kept: true });
    const file = new Blob(["line_id,customer_id,start_date,end_date,amount,amount_per\n90,elm,2026-01-01,2027-01-01,100.00,year\n"]);
    expect(await acme.importFile(file, "more.csv", { dry_run: true })).toMatchObject({ dry_run: true });
    expect(await acme.jobs()).toMatchObject({ jobs: expect.any(Array) as unknown[] });
  });

  test("over a port, with the fetch of Node; stops when told to", async () => {
    const server = await serve({ path: ":memory:", port: 0, log: pino({ level: "silent" }) });
    try {
      const here = connect(server.url);
      const csv = [["line_id", "customer_id", "start_date", "amount", "amount_per"], ...exampleLines.map((line) => [line.line_id, line.customer_id, line.start_date, line.amount, line.amount_per])].map((row) => row.join(",")).join("\n");
      expect(await here.importFile(new Blob([csv]), "lines.csv")).toMatchObject({ imports: [{ kept: true }] });
      expect((await here.run("snapshot", { on: "2025-12-31" })).rows[0]).toMatchObject({ customers: 4 });
      await expect(here.run("snapshot", {}, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
    } finally {
      await server.stop();
    }
  });

  test("knows names of reports, parameters and columns when it is compiled", () => {
    expectTypeOf<"waterfall">().toExtend<Parameters<typeof acme.run>[0]>();
    expectTypeOf<"watterfall">().not.toExtend<Parameters<typeof acme.run>[0]>();
    expectTypeOf<ReportParams<"waterfall">>().toHaveProperty("by");
    expectTypeOf<ReportParams<"waterfall">["grain"]>().toEqualTypeOf<"day" | "week" | "month" | "quarter" | "year" | "total" | undefined>();
    expectTypeOf<ReportParams<"waterfall">>().not.toHaveProperty("multiples");
    type Asked = { from: string; multiples: string };
    expectTypeOf<{ from: string }>().toExtend<NonNullable<Parameters<typeof acme.run<"waterfall", { from: string }>>[1]>>();
    expectTypeOf<Asked>().not.toExtend<NonNullable<Parameters<typeof acme.run<"waterfall", Asked>>[1]>>();
    expectTypeOf<Row<"waterfall">>().toHaveProperty("opening");
    expectTypeOf<Row<"waterfall">>().not.toHaveProperty("openning");
    expectTypeOf<Row<"snapshot">["customers"]>().toEqualTypeOf<number | null | undefined>();
  });
});
