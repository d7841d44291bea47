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
