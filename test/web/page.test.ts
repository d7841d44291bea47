/** The web app as a server gives it out: to anyone, without a figure in it, nothing of it from elsewhere, and small. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ServedBook } from "../../src/engine/served-book.js";
import { reports, type Report } from "../../src/catalogue/index.js";
import { otherReports, pageGroups, pageTitle } from "../../web/pages.js";
import { appOf, ask, openAccounts, type App } from "../http/served.js";

const built = join(import.meta.dirname, "..", "..", "dist", "web");
const read = (path: string): string => readFileSync(join(built, path), "utf8");
/** What the page loads before anybody touches it: its script, its style and the font of Latin letters. */
const firstLoad = (): string[] => ["index.html", ...[...read("index.html").matchAll(/\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path!), ...readdirSync(join(built, "assets")).filter((name) => /sans-latin-wght/.test(name)).map((name) => `assets/${name}`)];

let book: ServedBook;
let app: App;
beforeAll(async () => {
  book = await ServedBook.open({ path: ":memory:", readers: 1 });
  app = appOf(book, { accounts: await openAccounts() });
});
afterAll(() => book.close());

const browser = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

describe("the page", () => {
  test("is given to whoever asks, at the address of every report, and holds no figure", async () => {
    for (const path of ["/", ...(reports as readonly Report[]).map(({ name }) => `/${name}`)]) {
      const { status, headers, text } = await ask(app, path, { headers: browser });
      expect([path, status, headers.get("content-type"), headers.get("cache-control")]).toEqual([path, 200, "text/html; charset=utf-8", "no-cache"]);
      expect(text).toBe(read("index.html"));
    }
  });

  test("loads files that are there and are kept for ever, and asks for figures as whoever looks at it", async () => {
    for (const path of firstLoad().slice(1)) {
      const { status, headers } = await ask(app, `/${path}`);
      expect([path, status, headers.get("cache-control")]).toEqual([path, 200, "public, max-age=31536000, immutable"]);
    }
    expect((await ask(app, "/api/v1/reports/waterfall")).status).toBe(401);
  });

  test.each(["/assets/nothing.js", "/assets/..%2findex.html", "/assets/%2e%2e%2f%2e%2e%2fpackage.json", "/no-such-page"])("%s is not there", async (path) => {
    expect((await ask(app, path, { headers: browser })).text).not.toContain("<div id=");
  });

  test("names nothing from elsewhere", () => {
    for (const path of firstLoad().filter((name) => /\.(html|css)$/.test(name))) expect(read(path)).not.toMatch(/(src|href|url\()=?["']?(https?:)?\/\//);
  });

  test("is loaded with less than 250 kB", () => {
    const bytes = firstLoad().map((path) => readFileSync(join(built, path))).map((file) => gzipSync(file).length);
    expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(250_000);
  });
});

test("every report has a place in the navigation, once", () => {
  const named = [...pageGroups.flatMap(({ pages }) => pages), ...otherReports()];
  expect(named.filter((name) => name !== "overview").sort()).toEqual(reports.map(({ name }) => name as string).sort());
  expect(named.filter((name) => pageTitle(name) === "")).toEqual([]);
});
