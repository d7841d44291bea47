/** How requests are asked over HTTP: pages, words that are said twice, forms that nobody has, and where to begin. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ServedBook } from "../../src/engine/served-book.js";
import { exampleBook } from "./example-book.js";
import { appOf, ask, type App } from "./served.js";

let book: ServedBook;
let app: App;

beforeAll(async () => {
  book = await exampleBook();
  app = appOf(book);
});
afterAll(() => book.close());

const next = (link: string | null): string => /^<(.*)>; rel="next"$/.exec(link ?? "")![1]!;

describe("pages", () => {
  test("of a report and of the log hold until the book changes; then the first one is asked for again", async () => {
    const first = await ask(app, "/api/v1/reports/lines?on=2025-12-31&limit=2");
    const log = await ask(app, "/api/v1/imports/1?limit=3");
    const rest = `/api/v1/imports/1?limit=9&cursor=${String(log.json["next_cursor"])}`;
    expect((await ask(app, next(first.headers.get("link")))).status).toBe(200);
    expect(((await ask(app, rest)).json["lines"] as unknown[]).length).toBe(4);
    await book.change((writer) => writer.say("event", { date: "2025-06-01", title: "a launch" }));
    for (const path of [next(first.headers.get("link")), rest]) {
      const { status, codes, json } = await ask(app, path);
      expect([status, codes]).toEqual([409, ["cursor-stale"]]);
      expect((json["problems"] as { remedy: string }[])[0]!.remedy).toMatch(/first page again/);
    }
  });
});

test.each([
  "reports/lines?limit=1&limit=2", "reports/waterfall?from=2025-01&from=2025-02", "reports/snapshot?format=json&format=csv", "reports/snapshot?policy=stripe&policy=board", "imports?limit=1&limit=2", "explain?report=snapshot&cell=arr&on=2025-01-31&on=2025-02-28",
  "calc/growth?entry=1&exit=2&entry=3", "questions?status=open&status=all",
])("a word that is said twice where one counts is refused: %s", async (path) => {
  expect(await ask(app, `/api/v1/${path}`)).toMatchObject({ status: 400, codes: ["options-clash"], text: expect.stringContaining("Say it once") });
});

test("conditions, lists and knobs may be said several times", async () => {
  const { status, json } = await ask(app, "/api/v1/reports/waterfall?where=segment%3Dsmb&where=csm%3DJane&by=segment&by=csm&set=grace_days%3D1&set=overlap%3Dlatest_start&from=2025-01&to=2025-02");
  expect([status, json["params"]]).toMatchObject([200, { by: ["segment", "csm"], where: ["segment=smb", "csm=Jane"] }]);
});

test.each([
  ["application/pdf", 406], ["image/*", 406], ["text/csv;q=0", 406], ["text/html", 406], ["*/*", "json"], ["text/html, */*;q=0.1", "json"], ["application/*", "json"], ["text/*", "csv"], ["text/markdown;q=0.2, text/csv;q=0.8", "csv"], ["", "json"],
])("Accept: %s", async (accept, form) => {
  const { status, codes, headers, text } = await ask(app, "/api/v1/reports/snapshot?on=2025-12-31", { headers: { accept } });
  if (form === 406) expect([status, codes, text]).toEqual([406, ["accept-unknown"], expect.stringContaining("application/json, text/csv, text/markdown")]);
  else expect([status, headers.get("content-type")]).toEqual([200, expect.stringContaining(String(form))]);
});

test("the root leads people to the page and programs to what there is", async () => {
  const page = await ask(app, "/", { headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" } });
  expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  const { status, json } = await ask(app, "/");
  const { links } = json as { links: Record<string, string> };
  expect([status, Object.keys(links)]).toEqual([200, ["reports", "openapi", "docs", "health", "ready", "metrics"]]);
  for (const path of Object.values(links)) expect((await ask(app, path)).status).toBe(200);
});

test("moments are ISO 8601 in UTC wherever an answer has one", async () => {
  await book.change((writer) => writer.adjust({ customer: "acme", amount: "12", from: "2026-02", reason: "credit" }));
  await book.change((writer) => writer.setPolicy({ grace_days: 1 }, "a test", { acceptRestatement: true }));
  const moments: string[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [name, one] of Object.entries(value)) /_at$/.test(name) && typeof one === "string" ? moments.push(one) : look(one);
  };
  for (const path of ["imports", "imports/1", "closes", "policy/history", "events", "questions?status=all", "jobs", "explain?report=snapshot&cell=arr&on=2025-12-31"]) look((await ask(app, `/api/v1/${path}`)).json);
  expect(moments.length).toBeGreaterThan(8);
  expect(moments.filter((moment) => !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(moment))).toEqual([]);
});
