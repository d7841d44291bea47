/** What a person sees and does in the web app. Without Chromium none of it can be looked at: then the tests are left out, and say so. */
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ServedBook } from "../../src/engine/served-book.js";
import { grouped } from "../../src/export/number-text.js";
import { pageGroups } from "../../web/pages.js";
import { appOf, openAccounts, servedBook } from "../http/served.js";
import { hasBrowser, Looking } from "./browser.js";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const seen = test.skipIf(!hasBrowser);

let book: ServedBook;
let looking: Looking;
beforeAll(async () => {
  if (!hasBrowser) return console.warn("There is no /usr/bin/chromium here (Debian: apt-get install chromium), so nobody looks at the web app.");
  book = await servedBook();
  looking = await Looking.at(appOf(book));
});
afterAll(async () => {
  await looking?.close();
  await book?.close();
});

const span = "from=2025-01&to=2025-12";
const rowOf = (page: Page, name: string) => page.locator(`.spread tr:has(th:text-is("${name}"))`);
const whole = (amount: string): string => grouped(String(Math.round(Number(amount)))).replace("-", "−");

describe("the waterfall", () => {
  seen("shows the figures that the library gives", async () => {
    const { page, complaints } = await looking.open(`/waterfall?${span}&grain=quarter`);
    const { rows, columns } = await book.read((reader) => reader.run("waterfall", { from: "2025-01", to: "2025-12", grain: "quarter" }));
    const shown = columns.filter(({ type, kind, name }) => type === "money" && (kind === "stock" || rows.some((row) => /[1-9]/.test(String(row[name])))));
    expect(shown.length).toBeGreaterThan(4);
    for (const { title, name } of shown) {
      expect([title, await rowOf(page, title).locator("td.n").allTextContents()]).toEqual([title, rows.map((row) => whole(String(row[name])))]);
    }
    expect(complaints).toEqual([]);
    await page.close();
  });

  seen("leads from a bar to its movements, a customer and its lines, each in the address, and back", async () => {
    const { page, complaints } = await looking.open(`/waterfall?${span}&grain=total`);
    await page.locator('[aria-label^="New:"]').first().click();
    await page.locator(".panel .figure").first().waitFor();
    const { rows } = await book.read((reader) => reader.run("movements", { from: "2025-01", to: "2025-12", grain: "total", kind: "new" }));
    expect(await page.locator(".panel tbody tr").count()).toBe(rows.length);
    await page.locator(".panel tbody tr").first().locator(".figure").first().click();
    await page.locator(".panel .level.current .figure, .panel .level.current td").first().waitFor();
    expect(await page.locator(".panel .level").count()).toBe(2);
    const address = page.url();
    await page.keyboard.press("Backspace");
    await expect.poll(() => page.locator(".panel .level").count()).toBe(1);
    await page.goto(address, { waitUntil: "networkidle" });
    expect(await page.locator(".panel .level").count()).toBe(2);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator(".panel").count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  seen("is asked otherwise where its question stands, by keyboard alone", async () => {
    const { page } = await looking.open(`/waterfall?${span}`);
    await page.getByRole("button", { name: /^Grain/ }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Quarter", exact: true }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.url()).toContain("grain=quarter");
    await expect.poll(() => rowOf(page, "New").locator("td.n").count()).toBe(4);
    await page.close();
  });
});

seen("every page of the navigation shows what it is of, without a complaint, in both themes", async () => {
  for (const dark of [false, true]) {
    const { page, complaints } = await looking.open(`/?${span}`, { dark });
    for (const name of pageGroups.flatMap(({ pages }) => pages)) {
      await page.goto(`${looking.url}/${name === "overview" ? "" : name}?${span}`, { waitUntil: "networkidle" });
      expect([name, await page.locator("h1").textContent() !== ""]).toEqual([name, true]);
    }
    // a plan without a target is refused by the server, and its page asks for one
    expect(complaints.filter((text) => !text.includes("status of 400"))).toEqual([]);
    expect(complaints.length).toBeLessThan(2);
    await page.goto(`${looking.url}/plan`, { waitUntil: "networkidle" });
    expect(await page.locator('.needed input[name="target"]').count()).toBe(1);
    await page.close();
  }
});

seen("a question is answered where it stands: its choice moves ARR as it said, and is taken back again", async () => {
  const own = await servedBook();
  const there = await Looking.at(appOf(own));
  const arrNow = async () => String((await own.read((reader) => reader.run("snapshot"))).rows[0]!["arr"]);
  const open = await own.read((reader) => reader.questions());
  const asked = open.find(({ choices }) => /[1-9]/.test(choices[1]!.effect))!;
  const before = await arrNow();
  const { page, complaints } = await there.open("/questions");
  const choice = page.getByRole("group", { name: `Choices of ${asked.id}`, exact: true }).getByRole("button").nth(1);
  await page.getByLabel(`Note on the answer to ${asked.id}`).fill("mail of 3 March");
  await choice.click();
  await page.getByRole("status").filter({ hasText: asked.id }).waitFor();
  expect(await arrNow()).toBe(asked.choices[1]!.arr);
  expect((await own.read((reader) => reader.questions("decided")))[0]!.decision!.note).toBe("mail of 3 March");
  await expect.poll(() => choice.count()).toBe(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await choice.waitFor();
  expect(await arrNow()).toBe(before);
  expect(complaints).toEqual([]);
  await page.close();
  await there.close();
  await own.close();
});

seen("what a question cannot do without is asked for where its figures would stand", async () => {
  const { page, complaints } = await looking.open("/customer");
  const { rows } = await book.read((reader) => reader.run("customers", { on: "2025-12-31" }));
  await page.locator('.needed input[name="customer"]').fill(String(rows[0]!["customer"]));
  await page.keyboard.press("Enter");
  await page.locator("table").waitFor();
  expect(page.url()).toContain(`customer=${String(rows[0]!["customer"])}`);
  expect(complaints).toEqual([]);
  await page.close();
});

seen("nothing stands in the way of those who cannot see or point, on the first pages, in both themes and on a phone", async () => {
  for (const { dark, width } of [{ dark: false, width: 1440 }, { dark: true, width: 1440 }, { dark: false, width: 390 }]) {
    for (const path of [`/?${span}`, `/waterfall?${span}`, `/retention?${span}`, "/customers", "/questions"]) {
      const { page } = await looking.open(path, { dark, width });
      // the policy of the page takes no script from a test but one that is evaluated
      const source = await import("node:fs").then(({ readFileSync }) => readFileSync(axe, "utf8"));
      await page.evaluate(source);
      const { found, passed } = await page.evaluate(async () => {
        const { violations, passes } = await (globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[]; passes: unknown[] }> } }).axe.run();
        return { found: violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(" | ")}`), passed: passes.length };
      });
      expect([path, dark, width, found]).toEqual([path, dark, width, []]);
      expect(passed).toBeGreaterThan(15);
      await page.close();
    }
  }
});

seen("whoever has no account signs in first, and then sees what their role may", async () => {
  const accounts = await openAccounts();
  await accounts.users.add({ name: "vera", password: "a long enough password 7", role: "viewer" } as never);
  const there = await Looking.at(appOf(book, { accounts }));
  const { page } = await there.open(`/waterfall?${span}`);
  expect(await page.locator("table").count()).toBe(0);
  await page.getByLabel("Name").fill("vera");
  await page.getByLabel("Password").fill("wrong");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").waitFor();
  await page.getByLabel("Password").fill("a long enough password 7");
  await page.keyboard.press("Enter");
  await page.locator(".spread").waitFor();
  expect(await page.locator(".who").textContent()).toBe("vera, viewer");
  await page.goto(`${there.url}/customers`, { waitUntil: "networkidle" });
  expect(await page.getByRole("alert").textContent()).toContain("columns-withheld");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("Password").waitFor();
  await page.close();
  await there.close();
});
