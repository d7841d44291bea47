/** Whole lists, jumps, files about customers and the money report, as somebody at a keyboard meets them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Problem } from "../src/index.js";
import { asked, typed } from "./cli/typed.js";

const folder = mkdtempSync(join(tmpdir(), "annua-cli-import-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const header = "line_id,customer_id,product,start_date,amount,amount_per\n";
const rows = (ids: string[], per = "month") => ids.map((id) => `${id},c-${id},Core,2025-01-01,100,${per}\n`).join("");
const five = ["A1", "A2", "A3", "A4", "A5"];
const codes = ({ problems }: { problems?: Problem[] }) => (problems ?? []).map(({ code }) => code);

beforeAll(() => {
  writeFileSync(at("five.csv"), header + rows(five));
  writeFileSync(at("four.csv"), header + rows(five.slice(0, 4)));
  writeFileSync(at("years.csv"), header + rows(five, "year"));
  writeFileSync(at("mixed.csv"), `${header}${rows(["A1"])}S1,c-A1,Setup fee,2025-01-01,2500,term\nB1,c-B,=HYPERLINK(1),2025-02-30,-5,month\n,,,,,\n`);
  writeFileSync(at("accounts.csv"), "customer_id,name,segment\nc-A1,First Ltd,ENT\n");
});

describe("--full", () => {
  test("where nobody can be asked wants --yes, and shows what would end", async () => {
    const book = ["--book", at("full.annua"), "--source", "crm"];
    await typed(["import", at("five.csv"), ...book]);
    const refused = await typed(["import", at("four.csv"), ...book, "--full", "--format", "table"]);
    expect(refused).toMatchObject({ status: 1 });
    expect(refused.err).toContain("full-unconfirmed");
    expect(refused.out).toMatch(/nothing was kept.*Not in the list: 1 of the 5 lines of crm, with 1,200\.00 of 6,000\.00 USD.*A5 +c-A5 +Core +1,200/s);
    const trial = await asked<{ imports: object[] }>(["import", at("four.csv"), ...book, "--full", "--dry-run"]);
    expect(trial.imports).toMatchObject([{ kept: false, arr_before: "6000.00", arr_after: "4800.00", ended: { lines: 1, arr: "1200.00" } }]);
    expect(await asked(["import", at("four.csv"), ...book, "--full", "--yes"])).toMatchObject({ imports: [{ kept: true, ended: { lines: 1 } }] });
    expect(await asked(["imports", "undo", "2", ...book.slice(0, 2)])).toMatchObject({ arr_before: "4800.00", arr_after: "6000.00" });
  });

  test("takes one file of a named source, a percentage, and former names of a named source only", async () => {
    const book = ["--book", at("none.annua")];
    expect(codes(await asked(["import", at("five.csv"), at("four.csv"), "--full", "--source", "crm", ...book]))).toEqual(["options-clash"]);
    expect((await typed(["import", at("five.csv"), "--full", "--max-ended", "many", ...book])).status).toBe(2);
    expect(codes(await asked(["import", at("five.csv"), "--formerly", "crm", ...book]))).toEqual(["command-line"]);
  });
});

test("a jump of ARR is stopped, told with its likely cause, and let through on demand; a look at a file is never stopped", async () => {
  const book = ["--book", at("jump.annua")];
  await typed(["import", at("years.csv"), ...book]);
  const stopped = await typed(["import", at("five.csv"), ...book, "--format", "table"]);
  expect(stopped.status).toBe(1);
  expect(stopped.err).toMatch(/arr-jump\nARR today would go from 500\.00 to 6,000\.00 USD, 12 times what it was.*amount_per is probably read wrong/);
  expect(stopped.err).toMatch(/go on with\s+--accept-jump\./);
  expect(await asked(["snapshot", ...book])).toMatchObject({ rows: [{ arr: "500.00" }] });
  expect((await typed(["import", at("five.csv"), ...book, "--accept-jump"])).status).toBe(0);
  expect((await typed(["snapshot", at("years.csv"), at("five.csv")])).status).toBe(0);
});

test("a list whose numbers can't name its lines any more is stopped, not added beside itself; a price period that nobody knows is refused in its row", async () => {
  const list = "Vertragsnr.;Kunde;Produkt;Vertragsbeginn;Betrag;Zahlungsweise\nV-1;Ash GmbH;Core;01.01.2025;100;monatlich\nV-2;Birch AG;Core;13.02.2025;200;mtl.\nV-3;Cedar;Core;01.03.2025;1200;jährl.\nV-4;Dill;Plus;01.03.2025;2400;Gesamtlaufzeit\n";
  writeFileSync(at("august.csv"), list.replace("2400;Gesamtlaufzeit", "2400;pro Jahr"));
  writeFileSync(at("september.csv"), `${list.replace("2400;Gesamtlaufzeit", "2400;pro Jahr")}V-2;Fern;Core;01.04.2025;500;monatlich\n`);
  const book = ["--book", at("renamed.annua")];
  expect((await typed(["import", at("august.csv"), ...book])).status).toBe(0);
  const stopped = await typed(["import", at("september.csv"), ...book, "--format", "table"]);
  expect([stopped.status, stopped.err]).toEqual([1, expect.stringMatching(/lines-named-anew\s+4 of the 5 lines that the file brings are lines that the book has under other names: Ash GmbH \| Core \| 2025-01-01 is\s+otherwise V-1/)]);
  expect(codes(await asked(["import", at("september.csv"), ...book]))).toEqual(["lines-named-anew"]);
  expect(await asked(["snapshot", ...book])).toMatchObject({ rows: [{ arr: "7200.00" }] });
  expect((await typed(["import", at("september.csv"), ...book, "--accept-jump"])).status).toBe(0);
  writeFileSync(at("october.csv"), list.replace("Gesamtlaufzeit", "Wunschlaufzeit"));
  expect((await typed(["snapshot", at("october.csv")])).err).toContain("Zahlungsweise: Wunschlaufzeit");
});

test("a file about customers beside a list, and alone", async () => {
  const book = ["--book", at("customers.annua")];
  expect(await asked(["import", at("five.csv"), "--customers", at("accounts.csv"), ...book])).toMatchObject({ imports: [{ rows_of: "lines" }, { rows_of: "customers", used: 1, kept: true }] });
  expect(await asked(["snapshot", "--where", "segment=ENT", ...book])).toMatchObject({ rows: [{ arr: "1200.00" }] });
  expect((await typed(["import", "--customers", at("accounts.csv"), ...book, "--format", "table"])).out).toContain("nothing new");
  expect((await typed(["imports", "show", "2", ...book], { columns: 120 })).out).toMatch(/2 facts.*segment: ENT/s);
});

test("the money report fits a terminal of 80 columns, and names what is left out, taken for granted, ignored and rejected", async () => {
  const { out, status } = await typed(["import", at("mixed.csv"), "--book", at("money.annua"), "--allow-rejects", "--rejects", at("r.csv"), "--format", "table"], { columns: 80 });
  expect(status).toBe(0);
  expect(out).toContain("Ignored: 1 empty. Rejected: 1 date-unreadable.\n");
  expect(out).toContain("-  services: 1 row, USD 2,500.00 per term as written (kind_rules: Setup fee)\n");
  expect(out).toMatch(/All 2 rows without a kind: 1 told by the rules, the others recurring\s+\(kind_rules\)/);
  expect(out).toMatch(/Deserves a look, with the ARR at stake in USD.*kind-left-out +1 +0/s);
  expect(out.replace(/\u001b\[\d+m/g, "").split("\n").filter((line) => line.length > 80)).toEqual([]);
  expect(out.split("\n").length).toBeLessThan(50);
  expect(readFileSync(at("r.csv"), "utf8")).toMatch(/^row,reason,remedy,line_id,.*\r\n4,.*,B1,c-B,'=HYPERLINK\(1\),2025-02-30,-5,month\r\n$/s);
});
