/** Words that save typing: a period where a day is asked, a preset where a policy is, completion. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { asked, typed } from "./cli/typed.js";

const folder = mkdtempSync(join(tmpdir(), "annua-short-words-"));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
afterAll(() => rmSync(folder, { recursive: true }));
const lines = file("lines.csv", "line_id,customer_id,start_date,amount,amount_per,discount_percent,discount_until\nL1,acme,2025-01-01,100,month,50,2099-01-01\n");
const arrOf = async (...args: string[]) => (await asked<{ rows: { arr: string }[] }>(["snapshot", ...args])).rows[0]!.arr;

describe("a period where a day is asked", () => {
  test.each([
    ["2025-08", "2025-08-31"], ["2024-02", "2024-02-29"], ["2025-Q1", "2025-03-31"], ["2025-q4", "2025-12-31"], ["2025", "2025-12-31"], ["2025-W07", "2025-02-16"], ["2025-08-07", "2025-08-07"],
  ])("%s is its last day, %s", async (said, day) => {
    expect((await asked<{ params: { on: string } }>(["snapshot", lines, "--on", said])).params.on).toBe(day);
  });

  test("is fiscal where the year is, also where only the book says so", async () => {
    const book = join(folder, "fiscal.annua");
    await typed(["import", lines, "--book", book, "--set", "fiscal_year_start=02-01", "--set", "week_start=sunday"]);
    const day = async (said: string) => (await asked<{ params: { on: string } }>(["snapshot", "--book", book, "--on", said])).params.on;
    expect([await day("2025"), await day("2025-Q1"), await day("2025-08"), await day("2022-W01")]).toEqual(["2025-01-31", "2024-04-30", "2025-08-31", "2022-01-08"]);
  });

  test.each(["2025-13", "2025-Q5", "25-08", "August", "9999", "9999-12", "9999-12-31"])("%s is none, and a day is offered", async (said) => {
    const { status, err } = await typed(["snapshot", lines, "--on", said]);
    expect([status, err]).toEqual([2, expect.stringContaining("Expected a day such as 2025-12-31, or a period such as 2025-12 or 2025-Q4 for its last day.")]);
  });
});

describe("a preset where a policy is asked", () => {
  test("counts as --set preset does, and leaves the company's own knobs to the book", async () => {
    const book = join(folder, "euro.annua");
    await typed(["import", lines, "--book", book, "--set", "reporting_currency=EUR", "--set", "ramp=exit"]);
    expect(await arrOf(lines, "--policy", "stripe")).toBe("1200.00");
    expect(await arrOf(lines)).toBe("600.00");
    const preset = await asked<{ currency: string; provenance: { policy: string } }>(["snapshot", "--book", book, "--policy", "stripe"]);
    expect(preset.currency).toBe("EUR");
    expect(preset.provenance.policy).toBe((await asked<typeof preset>(["snapshot", "--book", book, "--set", "preset=stripe"])).provenance.policy);
    expect((await typed(["policy", "show", "--no-effects", "--book", book, "--policy", "stripe"], { columns: 120 })).out).toContain("changed by the preset stripe");
  });

  test("is remembered by a new book, changes an old one, and goes under --set", async () => {
    const book = join(folder, "stripe.annua");
    await typed(["import", lines, "--book", book, "--policy", "stripe"]);
    expect(await arrOf("--book", book)).toBe("1200.00");
    expect(await arrOf("--book", book, "--policy", "default")).toBe("600.00");
    expect(await arrOf("--book", book, "--policy", "default", "--set", "time_limited_discount=ignore")).toBe("1200.00");
    const more = file("more.csv", "line_id,customer_id,start_date,amount,amount_per,discount_percent,discount_until\nL2,birch,2025-01-01,10,month,50,2099-01-01\n");
    expect(await asked(["import", more, "--book", book, "--policy", "default", "--dry-run"])).toMatchObject({ imports: [{ arr: "60.00" }] });
  });

  test("gives way to a file of its name, and a slip of the pen is told", async () => {
    const inside = (args: string[]) => spawnSync(process.execPath, [join(import.meta.dirname, "..", "dist", "cli", "main.js"), ...args], { cwd: folder, encoding: "utf8" });
    expect((await typed(["snapshot", lines, "--policy", "strpe"])).err).toContain("the presets are default, annual_only, board, diligence, stripe (did you mean stripe?)");
    file("stripe", "reporting_currency: JPY\n");
    expect(JSON.parse(inside(["snapshot", lines, "--policy", "stripe", "--format", "json"]).stdout)).toMatchObject({ currency: "JPY" });
  });
});

test("the completion of bash may be read twice", async () => {
  const script = file("annua.bash", (await typed(["completion", "bash"])).out);
  expect(execFileSync("bash", ["-c", `source '${script}' 2>&1; source '${script}' 2>&1; complete -p annua`], { encoding: "utf8" })).toBe("complete -o default -F __annua_complete annua\n");
});
