/** What somebody at a keyboard meets: the first look, imports, policies, lookups, and slips of the pen. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Problem } from "../src/index.js";
import { asked, contracts, typed } from "./cli/typed.js";

const root = mkdtempSync(join(tmpdir(), "annua-cli-"));
let folder: string;
const at = (name: string): string => join(folder, name);
const codes = (answer: { problems: Problem[] }): string[] => answer.problems.map((problem) => problem.code);

beforeEach(() => {
  folder = mkdtempSync(join(root, "case-"));
  writeFileSync(at("contracts.csv"), contracts);
});

afterAll(() => rmSync(root, { recursive: true }));

describe("the first look at a file", () => {
  test("says what is in it, ARR now, the last months and where to go next", async () => {
    const { status, out } = await typed([at("contracts.csv")], { columns: 120 });
    expect(status).toBe(0);
    expect(out).toContain("6 rows read, 6 used");
    expect(out).toContain("Attributes to group by: segment");
    expect(out).toContain("6 lines of 5 customers, 2 products, in USD");
    expect(out).toContain("Terms from 2024-01-01 to 2027-04-01, 2 without an end");
    expect(out).toMatch(/ARR at the close of \d{4}-\d\d-\d\d: USD [\d,.]+/);
    expect(out).toMatch(/annua waterfall .*contracts\.csv -Q --ratios/);
  });

  test("names the months that it shows, and calls them the last only where they are", async () => {
    const today = new Date().toISOString().slice(0, 7);
    writeFileSync(at("now.csv"), "line_id,customer_id,start_date,amount,amount_per\nL1,a,2020-01-01,5,month\n");
    const recent = (await typed([at("now.csv")], { columns: 100 })).out;
    expect(recent).toMatch(/The last 12 months, \d{4}-\d\d to \d{4}-\d\d, USD/);
    expect(/to (\d{4}-\d\d), USD/.exec(recent)![1]! < today).toBe(true);
    writeFileSync(at("old.csv"), "line_id,customer_id,start_date,end_date,amount,amount_per\nL1,a,2020-01-01,2021-01-01,5,month\n");
    expect((await typed([at("old.csv")], { columns: 100 })).out).toMatch(/12 months, 2020-\d\d to 202\d-\d\d: the data ends there, USD/);
  });

  test("goes to a file where one is named", async () => {
    const { out, err } = await typed([at("contracts.csv"), "--out", at("look.txt"), "--format", "table"]);
    expect({ out, err }).toEqual({ out: "", err: `Wrote ${at("look.txt")}\n` });
    expect(readFileSync(at("look.txt"), "utf8")).toContain("6 rows read, 6 used");
  });

  test("never obeys what stands in a name, on a terminal or in JSON", async () => {
    const shown = await typed(["customers", at("contracts.csv"), "--on", "2025-05-01"], { columns: 140 });
    expect(shown.out).toContain("a\\u{202e}b");
    const { out } = await typed(["customers", at("contracts.csv"), "--on", "2025-05-01"]);
    expect(out).toContain("a\\u202eb");
    expect(shown.out + out).not.toContain("\u202e");
  });

  test("as JSON holds the reports whole", async () => {
    const answer = await asked<{ files: { used: number }[]; snapshot: object; waterfall: object; check: object; contents: object }>([at("contracts.csv")]);
    expect(answer.files).toMatchObject([{ read: 6, used: 6, attributes: ["segment"] }]);
    expect(answer.snapshot).toEqual(await asked(["snapshot", at("contracts.csv")]));
    expect(answer.waterfall).toEqual(await asked(["waterfall", at("contracts.csv")]));
  });

  test("several files are one list, and a book may stand in for a file", async () => {
    writeFileSync(at("more.csv"), "line_id,customer_id,start_date,amount,amount_per\nM1,zed,2024-01-01,100,year\n");
    const both = await asked<{ rows: { customers: number }[] }>(["snapshot", at("contracts.csv"), "--lines", at("more.csv"), "--on", "2025-05-01"]);
    expect(both.rows[0]?.customers).toBe(6);
    await typed(["import", at("contracts.csv"), at("more.csv"), "--book", at("b.annua")]);
    expect(await asked(["snapshot", at("b.annua"), "--on", "2025-05-01"])).toMatchObject({ rows: both.rows });
    expect((await typed([at("b.annua")], { columns: 100 })).out).toContain("7 lines of 6 customers");
  });
});

describe("the foot of a table", () => {
  const foot = async (...words: string[]) => (await typed([words[0]!, at("contracts.csv"), ...words.slice(1)], { columns: 200 })).out;

  test("says which day the date of a movement is", async () => {
    expect(await foot("movements", "--from", "2025")).toContain("Date is the last day of the period, as the movement is between its two ends; --method events gives the day of each change.");
    expect(await foot("movements", "--from", "2025", "--method", "months")).toContain("between its two ends, month by month; --method events");
    expect(await foot("movements", "--from", "2025", "--method", "events")).toContain("Date is the day of the change.");
  });

  test("says what the tiers are, also those of another policy", async () => {
    expect(await foot("customers")).toContain("Tier is the size band of the customer's ARR in USD: smb from 0, mid_market from 50,000, enterprise from 100,000 (knob tiers).");
    expect(await foot("customers", "--set", "tiers=[[0, small], [1000, large]]")).toContain("small from 0, large from 1,000 (knob tiers).");
    expect(await foot("waterfall")).not.toContain("Tier");
  });
});

describe("colours and format", () => {
  test("colours on a terminal, and not with NO_COLOR, --no-color or a file", async () => {
    const coloured = async (args: string[], env = {}) => (await typed(["waterfall", at("contracts.csv"), ...args], { columns: 100, env })).out.includes("\u001b[");
    expect(await coloured([])).toBe(true);
    expect(await coloured(["--no-color"])).toBe(false);
    expect(await coloured([], { NO_COLOR: "1" })).toBe(false);
    expect((await typed(["waterfall", at("contracts.csv"), "--format", "table"])).out).not.toContain("\u001b[");
  });

  test("a table on a terminal, JSON elsewhere, and what the name of --out says", async () => {
    expect((await typed(["snapshot", at("contracts.csv")], { columns: 80 })).out).toMatch(/^\u001b\[1mARR at a date in USD/);
    expect((await typed(["snapshot", at("contracts.csv")])).out).toMatch(/^\{\n {2}"report": "snapshot"/);
    for (const [name, start] of [["x.csv", "arr,mrr"], ["x.md", "**ARR at a date"], ["x.json", "{\n"], ["x.txt", "ARR at a date"]] as const) {
      const { out, err, status } = await typed(["snapshot", at("contracts.csv"), "--out", at(name)]);
      expect({ out, err, status }).toEqual({ out: "", err: `Wrote ${at(name)}\n`, status: 0 });
      expect(readFileSync(at(name), "utf8").startsWith(start)).toBe(true);
    }
  });

  test("--in rounds tables and leaves exact formats alone, saying so", async () => {
    expect((await typed(["snapshot", at("contracts.csv"), "--in", "k", "--format", "markdown"])).out).toContain("in USD k (rounded so that it adds up)");
    const json = await typed(["snapshot", at("contracts.csv"), "--in", "k"]);
    expect(json.out).toBe((await typed(["snapshot", at("contracts.csv")])).out);
    expect(json.err).toBe("--in k is for tables and CSV; json stays exact.\n");
  });

  test("CSV in thousands foots, says so in its header and keeps its cells numbers", async () => {
    // 10.4 + 20.4 - 0.3 = 30.5: from 10 to 31 are 21, so the floors 20 and -1 of the movements each take one; what a table shows as >-1 is 0 here
    writeFileSync(at("thousands.csv"), "line_id,customer_id,start_date,end_date,amount,amount_per\nL1,a,2024-01-01,,10100,year\nL2,b,2024-01-01,2025-01-10,300,year\nL3,c,2025-01-10,,20400,year\n");
    const { out, err } = await typed(["waterfall", at("thousands.csv"), "--from", "2025-01", "--to", "2025-01", "--in", "k", "--format", "csv"]);
    expect(err).toBe("");
    expect(out.split("\r\n").map((row) => row.split(",")).slice(0, 2).map((cells) => [0, 1, 2, 5, 14].map((at) => cells[at]))).toEqual([
      ["period", "opening (USD k)", "new (USD k)", "churn (USD k)", "closing (USD k)"], ["2025-01", "10", "21", "0", "31"],
    ]);
  });
});

describe("import", () => {
  const bad = "line_id,customer_id,start_date,amount,amount_per\nL1,acme,2025-02-30,5,month\nL2,acme,2025-01-01,1,month\n,,,,\n";

  test("a refused row keeps everything out, is named, and leaves no book behind", async () => {
    writeFileSync(at("bad.csv"), bad);
    const { status, err, out } = await typed(["import", at("bad.csv"), "--book", at("b.annua"), "--format", "table"]);
    expect(status).toBe(1);
    expect(err).toContain("bad.csv:2: date-unreadable\n  2 | start_date: 2025-02-30\n");
    expect(out).toContain("nothing was kept");
    expect(existsSync(at("b.annua"))).toBe(false);
  });

  test("every row is accounted for, with its money and the ARR before and after", async () => {
    writeFileSync(at("bad.csv"), bad);
    const { status, out, err } = await typed(["import", at("bad.csv"), "--book", at("b.annua"), "--allow-rejects", "--rejects", at("r.csv"), "--format", "table"]);
    expect(status).toBe(0);
    expect(out).toMatch(/used +1 +USD 1 per month\n.*unchanged +0\n.*ignored +1 +1 without a readable amount\n.*rejected +1 +USD 5 per month\n.*\n.*read +3\n/);
    expect(out).toMatch(/ARR today before +0\n.*ARR today after +12\n/);
    expect(err).toContain(`Wrote ${at("r.csv")}\n`);
    expect(readFileSync(at("r.csv"), "utf8")).toMatch(/^row,reason,remedy,line_id,customer_id.*\r\n2,.*,L1,acme,2025-02-30,5,month\r\n$/s);
  });

  test("refused rows of several files stand in one list", async () => {
    writeFileSync(at("bad.csv"), bad);
    writeFileSync(at("worse.csv"), "line_id,customer_id,start_date,amount,amount_per,note\nW1,zed,2025-01-01,x,month,why\n");
    await typed(["snapshot", at("bad.csv"), at("worse.csv"), "--allow-rejects", "--rejects", at("r.csv")]);
    const lines = readFileSync(at("r.csv"), "utf8").split("\r\n");
    expect(lines[0]).toMatch(/^file,row,reason,remedy,line_id,customer_id,start_date,amount,amount_per,note$/);
    expect(lines[1]).toMatch(/L1,acme,2025-02-30,5,month,$/);
    expect(lines[2]).toMatch(/W1,zed,2025-01-01,x,month,why$/);
  });

  test("the same file twice is a no-op; the log tells, undo takes back, retract takes out", async () => {
    const book = ["--book", at("b.annua")];
    await typed(["import", at("contracts.csv"), ...book]);
    expect((await typed(["import", at("contracts.csv"), ...book, "--format", "table"])).out).toContain("nothing new");
    expect(await asked(["imports", ...book])).toMatchObject({ imports: [{ import_id: 1, used: 6 }] });
    expect(await asked(["retract", "L5", "--note", "never signed", ...book])).toMatchObject({ kind: "retract", note: "never signed", lines: [{ line_id: "L5", change: "ended" }] });
    expect(await asked(["imports", "undo", "2", ...book])).toMatchObject({ kind: "undo", lines: [{ line_id: "L5", change: "brought" }] });
    expect(await asked(["imports", "show", "1", ...book])).toMatchObject({ import_id: 1, undone_by: null });
    expect(codes(await asked(["imports", "undo", "2", ...book]))).toEqual(["import-undone"]);
  });

  test("imports show tells what a correction changed, column by column, before and now", async () => {
    const book = ["--book", at("b.annua")];
    await typed(["import", at("contracts.csv"), ...book]);
    writeFileSync(at("again.csv"), contracts.replace("1500,month,1,ENT", "1650,month,2,MM").replace("2024-06-15,,99.95", "2024-06-15,2026-06-15,99.95") + "L7,new,,Core,2025-01-01,,5,month,1,SMB\n");
    await typed(["import", at("again.csv"), ...book]);
    const shown = await asked<{ corrections: object[] }>(["imports", "show", "2", ...book]);
    expect(shown.corrections).toEqual([
      { line_id: "L2", customer: "acme", row: 3, changes: expect.arrayContaining([{ column: "amount", old: "1500", new: "1650" }, { column: "quantity", old: "1", new: "2" }, { column: "segment", old: "ENT", new: "MM" }]) },
      { line_id: "L3", customer: "bolt", row: 4, changes: [{ column: "end_date", old: "", new: "2026-06-15" }] },
    ]);
    const { out } = await typed(["imports", "show", "2", ...book], { columns: 160 });
    expect(out).toContain("3 lines: 2 corrected, 1 brought");
    expect(out).toMatch(/corrected +L3 +bolt +4 +end_date: empty > 2026-06-15/);
    expect(await asked(["imports", "undo", "2", ...book])).toMatchObject({ corrections: [{ line_id: "L2" }, { line_id: "L3", changes: [{ column: "end_date", old: "2026-06-15", new: "" }] }] });
    expect(await asked(["imports", "show", "1", ...book])).toMatchObject({ corrections: [] });
  });

  test("a trial run keeps nothing and makes no book", async () => {
    const trial = await asked<{ imports: object[] }>(["import", at("contracts.csv"), "--dry-run", "--book", at("b.annua")]);
    expect(trial.imports).toMatchObject([{ used: 6, kept: false }]);
    expect(existsSync(at("b.annua"))).toBe(false);
  });

  test("columns by other names are mapped", async () => {
    writeFileSync(at("other.csv"), "line_id,Account,start_date,amount,amount_per\nL1,acme,2025-01-01,1,month\n");
    expect((await typed(["import", at("other.csv"), "--book", at("b.annua"), "--map", "customer_id=Account"])).status).toBe(0);
    expect(codes(await asked(["snapshot", at("other.csv"), "--map", "customer_id=Acount"]))).toEqual(["map-column-unknown"]);
  });
});

describe("policy", () => {
  const book = () => ["--book", at("b.annua")];

  beforeEach(async () => {
    await typed(["import", at("contracts.csv"), ...book()]);
  });

  const arr = async (args: string[] = []) => (await asked<{ rows: { arr: string }[] }>(["snapshot", ...book(), "--on", "2025-05-01", ...args])).rows[0]?.arr;

  test("--set and --policy hold for one answer, annua.yaml beside the book for all, policy set for good", async () => {
    const usual = await arr();
    const hold = await arr(["--set", "sub_annual_plans=exclude"]);
    expect(hold).not.toBe(usual);
    writeFileSync(at("other.yaml"), "sub_annual_plans: exclude\n");
    expect(await arr(["--policy", at("other.yaml")])).toBe(hold);
    expect(await arr(["--set", "preset=annual_only"])).toBe(hold);
    writeFileSync(at("annua.yaml"), "sub_annual_plans: exclude\n");
    expect([await arr(), await arr(["--set", "preset=default"])]).toEqual([hold, usual]);
    rmSync(at("annua.yaml"));
    expect(await arr()).toBe(usual);
    expect(await asked(["policy", "set", at("other.yaml"), ...book()])).toMatchObject({ policy_version: 1, source: at("other.yaml") });
    expect(await arr()).toBe(hold);
    writeFileSync(at("annua.yaml"), "sub_annual_plans: include\n");
    expect(await arr()).toBe(usual);
    expect((await typed(["policy", "set", "--set", "grace_days=30", ...book()])).err).toContain("annua.yaml, which lies beside it");
  });

  test("set takes a preset by its name, keeps the company's currency and calendar, and goes back by number", async () => {
    await typed(["policy", "set", "--set", "reporting_currency=EUR", "--set", "fx={ rates: { USD: 0.9 } }", "--set", "fiscal_year_start=02-01", ...book()]);
    const euros = await arr();
    const set = await asked<{ after: Record<string, unknown> }>(["policy", "set", "annual_only", ...book()]);
    expect(set).toMatchObject({ policy_version: 2, source: "preset annual_only", after: { sub_annual_plans: "exclude", partial_year: "exclude", reporting_currency: "EUR", fx: { rates: { USD: "0.9" } }, fiscal_year_start: "02-01" } });
    expect(await arr()).not.toBe(euros);
    expect(await asked(["policy", "set", "1", ...book()])).toMatchObject({ policy_version: 3, source: "policy 1" });
    expect(await arr()).toBe(euros);
    const { problems } = await asked<{ problems: Problem[] }>(["policy", "set", "boardd", ...book()]);
    expect(problems[0]?.remedy).toBe("Give a file, a preset (default, annual_only, board, diligence, stripe), or the number of one that the book was given, 1 to 3. Did you mean board?");
  });

  test("show names the knobs that move ARR, by how much, and prints a whole file", async () => {
    const shown = await asked<{ effects: { knob: string; difference: string }[]; policy: object }>(["policy", "show", ...book()]);
    expect(shown.effects.map((effect) => effect.knob)).toContain("sub_annual_plans");
    for (const { difference } of shown.effects) expect(Number(difference)).not.toBe(0);
    expect(await asked(["policy", "show", "--no-effects", ...book()])).toMatchObject({ policy: shown.policy, effects: null });
    const { out } = await typed(["policy", "show", "--format", "yaml", ...book()]);
    writeFileSync(at("whole.yaml"), out);
    expect(await asked(["policy", "diff", at("whole.yaml"), ...book()])).toMatchObject({ differing: [] });
    expect(await asked(["policy", "diff", "annual_only", ...book()])).toMatchObject({ differing: ["partial_year", "sub_annual_plans"] });
    expect(await asked(["definitions", "presets"])).toHaveProperty("presets.annual_only");
  });

  test("numbers keep the text that they were written in", async () => {
    const { policy } = await asked<{ policy: Record<string, unknown> }>(["policy", "show", "--no-effects", ...book(), "--set", "weeks_per_year=365/7", "--set", "fx={ rates: { EUR: 1.10 } }", "--set", "reactivation_window_months=null"]);
    expect(policy).toMatchObject({ weeks_per_year: "365/7", fx: { rates: { EUR: "1.10" } }, reactivation_window_months: null });
  });

  test("periods are those of the fiscal year that the book remembers", async () => {
    await typed(["policy", "set", "--set", "fiscal_year_start=02-01", ...book()]);
    const { status, out } = await typed(["waterfall", ...book(), "-T", "--from", "2025", "--to", "2024-06"]);
    expect({ status, params: (JSON.parse(out) as { params: object }).params }).toMatchObject({ status: 0, params: { from: "2024-02-01", to: "2024-06-30" } });
  });

  test("a policy file is refused with line and column", async () => {
    writeFileSync(at("bad.yaml"), "overlap: sum\nrampp: exit\n");
    const { status, err } = await typed(["snapshot", ...book(), "--policy", at("bad.yaml")]);
    expect(status).toBe(2);
    expect(err).toContain("bad.yaml:2:1: policy-knob-unknown");
  });
});

describe("knobs", () => {
  test.each([
    ["overlp=sum", "policy-knob-unknown"], ["overlap=add", "policy-value"], ["overlap", "option-value"], ["=x", "option-value"], ["tiers=[[0", "option-value"],
    ["preset=boardd", "policy-preset-unknown"], ["revenue=weekly", "policy-value"], ["grace_days=-1", "policy-value"],
  ])("--set %s is refused", async (pair, code) => {
    const { status, out } = await typed(["snapshot", at("contracts.csv"), "--set", pair]);
    expect({ status, codes: codes(JSON.parse(out) as { problems: Problem[] }) }).toEqual({ status: 2, codes: [code] });
  });
});

describe("lookups", () => {
  test("calc answers in the shape of a report", async () => {
    expect(await asked(["calc", "growth", "entry=100", "exit=120"])).toMatchObject({ report: "calc", params: { name: "growth" }, rows: [{ figure: "growth", value: "0.200000" }] });
    expect((await typed(["calc", "growth", "--help"])).out).toContain("annua calc growth entry=1000000");
    expect(await asked(["calc"])).toHaveProperty("calculations");
    expect(codes(await asked(["calc", "growth", "entry=1", "entry=2"]))).toEqual(["options-clash"]);
  });

  test("define tells what a word means, in any spelling", async () => {
    expect(await asked(["define", "net", "revenue", "retention"])).toMatchObject({ term: "nrr" });
    expect((await typed(["define", "nrr"], { columns: 60 })).out.split("\n").every((line) => line.length <= 70)).toBe(true);
    expect(codes(await asked(["define", "nrrr"]))).toEqual(["term-unknown"]);
  });
});

describe("demo", () => {
  const demo = () => ["demo", "--customers", "20", "--seed", "2", "--until", "2025-12", "--out", at("s.csv"), "--book", at("s.annua")];

  test("makes the list and the book, and again changes nothing", async () => {
    const first = await typed([...demo(), "--format", "table"]);
    expect(first.status).toBe(0);
    expect(first.out).toContain("of 20 customers");
    const bytes = readFileSync(at("s.csv"));
    const again = await typed([...demo(), "--format", "table"]);
    expect(again.out).toBe(first.out);
    expect(again.err).toContain("is there already, and the same.");
    expect(readFileSync(at("s.csv")).equals(bytes)).toBe(true);
  });

  test("never overwrites a file, and never mixes with other lines", async () => {
    writeFileSync(at("s.csv"), "mine\n");
    expect(codes(await asked(demo()))).toEqual(["file-in-the-way"]);
    expect(readFileSync(at("s.csv"), "utf8")).toBe("mine\n");
    rmSync(at("s.csv"));
    await typed(["import", at("contracts.csv"), "--book", at("s.annua")]);
    expect(codes(await asked(demo()))).toEqual(["book-not-sample"]);
  });

  test("never mixes one sample company with another", async () => {
    await typed(demo());
    rmSync(at("s.csv"));
    expect(codes(await asked(demo().map((word) => (word === "2025-12" ? "2025-11" : word))))).toEqual(["book-not-sample"]);
    expect(await asked(["imports", "--book", at("s.annua")])).toMatchObject({ imports: [{ import_id: 1 }] });
  });

  test("--csv-only makes no book; a wrong option is refused", async () => {
    expect((await typed([...demo(), "--csv-only"])).status).toBe(0);
    expect(existsSync(at("s.annua"))).toBe(false);
    expect(codes(await asked(["demo", "--customers", "many"]))).toEqual(["sample-option"]);
    expect(codes(await asked(["demo", "--until", "2025-13", "--out", at("t.csv")]))).toEqual(["sample-option"]);
  });
});

describe("help", () => {
  test("the program's and each command's ends with an example, on standard output", async () => {
    const { out, status } = await typed(["--help"]);
    expect(status).toBe(0);
    const names = [...out.matchAll(/^ {2}([a-z]+) {2,}\S/gm)].map((match) => match[1]!).filter((name) => name !== "help" && name !== "annua");
    expect(names).toEqual(expect.arrayContaining(["waterfall", "import", "policy", "demo", "completion", "check"]));
    for (const name of names) {
      const help = await typed([name, "--help"], { columns: 80 });
      expect(help.status).toBe(0);
      expect(help.out).toMatch(/\nExamples?:\n {2}(annua|source) /);
      expect(Math.max(...help.out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    }
    expect((await typed([])).out).toBe(out);
    expect((await typed(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test("completion prints a script for each shell and answers it", async () => {
    for (const name of ["bash", "zsh", "fish", "powershell"]) expect((await typed(["completion", name])).out.length).toBeGreaterThan(1000);
    expect((await typed(["completion", "bash"])).out).toContain("complete -o default -F __annua_complete annua");
    expect((await typed(["complete", "--", "wat"])).out).toMatch(/^waterfall\t.*\n:4\n$/);
    expect((await typed(["complete", "--", "waterfall", "--grain", "q"])).out).toMatch(/^quarter\t/);
    expect((await typed(["complete", "--", "calc", "gro"])).out).toMatch(/^growth\t/);
    expect((await typed(["complete", "--", "waterfall", ""])).out).toBe(":0\n");
  });
});
