/** A book asked by an assistant, through the official client: over a pair in memory, and once over standard input and output of a program of its own. */
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { InMemoryTransport } from "@modelcontextprotocol/server";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reports } from "../src/catalogue/index.js";
import { openBook } from "../src/index.js";
import type { Book } from "../src/engine/book.js";
import { AskedBook } from "../src/mcp/asked-book.js";
import { makeServer } from "../src/mcp/server.js";
import { sampleCsv, samplePolicy } from "../src/sources/sample-company/index.js";

const folder = mkdtempSync(join(tmpdir(), "annua-mcp-"));
const path = join(folder, "acme.annua");
const faults: unknown[] = [];
let opened = 0;
const asked = new AskedBook((progress) => (opened++, openBook({ path, readOnly: true, progress })));
let client: Client;
let library: Book;

interface Told {
  isError?: boolean;
  content: { type: string; text: string }[];
  structuredContent: Record<string, unknown>;
}

const call = async (name: string, said: Record<string, unknown> = {}, options = {}): Promise<Told> => (await client.callTool({ name, arguments: said }, options)) as unknown as Told;
const codesOf = ({ structuredContent }: Told): string[] => (structuredContent["problems"] as { code: string }[]).map(({ code }) => code);
const textOf = ({ content }: Told): string => content.map(({ text }) => text).join("\n");

async function connected(): Promise<Client> {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await makeServer(asked, (error) => faults.push(error)).connect(theirs);
  const made = new Client({ name: "test", version: "1" });
  await made.connect(ours);
  return made;
}

beforeAll(async () => {
  const file = join(folder, "sample.csv");
  writeFileSync(file, [...sampleCsv({ customers: 40, seed: 3, until: "2026-06" })].join(""));
  const writer = await openBook({ path, policy: samplePolicy });
  await writer.import(file);
  await writer.close();
  library = await openBook({ path, readOnly: true });
  client = await connected();
});

afterAll(async () => {
  await client.close();
  await asked.close();
  await library.close();
  rmSync(folder, { recursive: true });
  expect(faults).toEqual([]);
});

/** Words whose names say all; the instructions say the rest. */
const plain = ["limit", "cursor", "currency", "known_on", "to"];

describe("what a model is told", () => {
  test("one tool a report, and three beside them, each with when to use it and none longer than needed", async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([...reports.map(({ name }) => name), "explain", "define", "search_customers"]);
    for (const { name, description = "", inputSchema, annotations } of tools) {
      expect(description, name).toMatch(/Use it /);
      expect(description.length, name).toBeLessThan(700);
      expect(annotations?.readOnlyHint).toBe(true);
      for (const [word, schema] of Object.entries(inputSchema.properties ?? {})) if (!plain.includes(word)) expect((schema as { description?: string }).description, `${name} ${word}`).toMatch(/\w/);
    }
    expect(JSON.stringify({ tools }).length, "all that a model is given before it asks").toBeLessThan(39_500);
    for (const word of plain) expect(client.getInstructions() ?? "", word).toContain(word);
    const named = new Set(tools.map(({ name }) => name));
    for (const { name, description = "" } of tools) for (const [, other] of description.matchAll(/; for [^;.]+? use (\w+)/g)) expect(named.has(other!), `${name} leads to ${other}`).toBe(true);
  });

  test("definitions are a resource, and a month is explained by a prompt", async () => {
    const { resources } = await client.listResources();
    const { contents } = await client.readResource({ uri: resources[0]!.uri });
    expect((contents[0] as { text: string }).text).toBe(readFileSync(join(import.meta.dirname, "..", "DEFINITIONS.md"), "utf8"));
    await expect(client.readResource({ uri: "annua://nothing" })).rejects.toThrow(/annua:\/\/definitions/);
    expect((await client.listPrompts()).prompts.map(({ name }) => name)).toEqual(["explain_month"]);
    expect(JSON.stringify(await client.getPrompt({ name: "explain_month", arguments: { month: "2026-03" } }))).toContain("2026-03");
    await expect(client.getPrompt({ name: "nothing" })).rejects.toThrow(/explain_month/);
  });
});

// that every report gives the rows of the library: test/surface.test.ts
test("an answer is the library's, with what it was made from", async () => {
  const params = { on: "2025-06-30", by: ["segment", "product"], where: ["region!=DACH"], vs: "stripe" };
  const { total, tie, next, ...answer } = (await call("snapshot", params)).structuredContent;
  expect(answer).toEqual(await library.run("snapshot", params));
  expect([Array.isArray(total), typeof tie, typeof next]).toEqual([true, "string", "object"]);
});

test("of a closed period it says that there is none", async () => {
  const told = await call("restatement", { period: "2026-01" });
  expect([told.isError, codesOf(told)]).toEqual([true, ["period-not-closed"]]);
});

test("the text has the total of groups, units, how it ties, and how a figure is explained, which it then is", async () => {
  const told = await call("waterfall", { from: "2025", to: "2025", grain: "year", by: ["segment"] });
  const whole = await library.run("waterfall", { from: "2025", to: "2025", grain: "year" });
  expect(told.structuredContent["total"]).toEqual(whole.rows);
  for (const part of ["In total, without groups", "Money is in USD, exact.", "Balances at an instant, not to be added up over time: opening, closing.", "Beginning ARR + "]) expect(textOf(told)).toContain(part);
  const { tool, arguments: next } = told.structuredContent["next"] as { tool: string; arguments: Record<string, unknown> };
  const explained = await call(tool, next);
  expect(explained.isError).toBeUndefined();
  const row = (told.structuredContent["rows"] as Record<string, unknown>[]).find(({ segment }) => (next["by"] as string[]).includes(`segment=${String(segment)}`))!;
  expect(explained.structuredContent["amount"]).toBe(row[String(next["cell"])]);
  const { params: _, by: __, ...same } = next as Record<string, unknown>;
  expect(explained.structuredContent["parts"]).toEqual((await library.explain("waterfall", { ...same, cell: String(next["cell"]), by: next["by"] as string[] })).parts);
});

test("what a movement leads to is a call that is answered, too", async () => {
  const { tool, arguments: next } = (await call("movements", { from: "2025", to: "2025", limit: 3 })).structuredContent["next"] as { tool: string; arguments: Record<string, unknown> };
  expect(tool).toBe("customer");
  expect((await call(tool, next)).isError).toBeUndefined();
});

test("what is to be asked next is the largest of what is shown", async () => {
  const churns = await call("movements", { from: "2025", to: "2025", grain: "year", kind: "churn", top: 5 });
  const [first] = churns.structuredContent["rows"] as { customer: string }[];
  expect(churns.structuredContent["next"]).toMatchObject({ arguments: { customer: first!.customer } });
  const segments = await call("snapshot", { on: "2025-12-31", by: ["segment"] });
  const rows = segments.structuredContent["rows"] as { segment: string; arr: string }[];
  const most = rows.reduce((best, row) => (Number(row.arr) > Number(best.arr) ? row : best));
  expect(segments.structuredContent["next"]).toMatchObject({ arguments: { cell: "arr", by: [`segment=${most.segment}`] } });
});

test("pages are taken where they are not worth saying, too", async () => {
  const { tools } = await client.listTools();
  expect(Object.keys(tools.find(({ name }) => name === "valuation")!.inputSchema.properties ?? {})).not.toContain("limit");
  const told = await call("valuation", { limit: 2, cursor: "1" });
  expect(told.structuredContent["rows"]).toEqual((await library.run("valuation", {})).rows.slice(1, 3));
});

test("the text speaks of parameters, not of options of a command", async () => {
  for (const [name, params] of [["alerts", {}], ["concentration", {}], ["plan", { target: "9000000" }], ["retention", {}]] as const) {
    const { content, structuredContent } = await call(name, params);
    const own = content[0]!.text.split("\n\nNote ")[0]!;
    expect(own, name).not.toMatch(/--[a-z]/);
    expect(own, name).not.toMatch(/\n\n\n/);
    expect(structuredContent["rows"], name).not.toEqual([]);
  }
  expect(textOf(await call("alerts"))).toMatch(/\((movements kind=churn|renewals detail=line)\)/);
});

test("what the text does not show can be read on by limit and cursor", async () => {
  const told = await call("customers", { limit: 25 });
  const [, limit, cursor] = /limit (\d+) and cursor "(\d+)"/.exec(textOf(told))!;
  const rest = await call("customers", { limit: Number(limit), cursor });
  expect((rest.structuredContent["rows"] as unknown[]).slice(0, 5)).toEqual((told.structuredContent["rows"] as unknown[]).slice(20));
});

test("large answers come in pages that say so, whether the report has pages or not", async () => {
  for (const [name, params] of [["customers", {}], ["snapshot", { by: ["customer"] }]] as const) {
    const whole = (await library.run(name, { ...params })).rows;
    const [pages, texts]: [unknown[], string[]] = [[], []];
    for (let cursor: unknown; cursor !== null;) {
      const told = await call(name, { ...params, limit: 25, cursor });
      pages.push(...(told.structuredContent["rows"] as unknown[]));
      texts.push(textOf(told));
      cursor = told.structuredContent["next_cursor"];
    }
    expect(pages).toEqual(whole);
    expect(texts[0]).toMatch(/20 of the 25 rows[^]*Call again with the same words and cursor "25-[0-9a-f]{32}"/);
    expect(texts.at(-1)).not.toContain("Call again");
  }
});

test("customers are found by a part of the name or the id, those that left as well", async () => {
  const { rows } = await library.run("customers", {});
  const [{ customer, name, arr } = {} as Record<string, never>] = rows;
  const part = String(name).slice(1, 6).toUpperCase();
  const found = (await call("search_customers", { text: part })).structuredContent as unknown as { customers: { customer: string; arr: string; attributes: Record<string, string> }[] };
  const one = found.customers.find((other) => other.customer === customer)!;
  expect(one.arr).toBe(arr);
  expect(Object.keys(one.attributes)).toEqual(expect.arrayContaining(["segment", "region"]));
  const all = (await call("search_customers", { text: "c-00", limit: 3 })).structuredContent as unknown as { found: number; customers: { customer: string }[] };
  expect([all.found, all.customers.map((other) => other.customer)]).toEqual([40, rows.slice(0, 3).map((row) => row["customer"])]);
  const none = await call("search_customers", { text: "'; drop table line_version; --" });
  expect([none.isError, none.structuredContent["found"]]).toEqual([undefined, 0]);
});

test("define tells what a word means", async () => {
  expect(textOf(await call("define", { term: "Net revenue retention" }))).toMatch(/^nrr: /);
});

describe("what can't be answered is refused with a code and what to do", () => {
  const bad: [string, Record<string, unknown>, string][] = [
    ["snapshot", { on: { day: 1 } }, "param-value"],
    ["snapshot", { on: "yesterday" }, "param-value"],
    ["snapshot", { by: [["segment"]] }, "param-value"],
    ["snapshot", { by: ["'; drop table line_version; --"] }, "column-unknown"],
    ["snapshot", { colour: "red" }, "param-unknown"],
    ["snapshot", { policy: { level: "parent" } }, "param-unknown"],
    ["snapshot", { known_after: 1 }, "param-unknown"],
    ["waterfall", { grain: "fortnight" }, "param-value"],
    ["waterfall", { from: "2025-12", to: "2025-01" }, "from-after-to"],
    ["customers", { limit: 1_000_000 }, "param-value"],
    ["customers", { limit: -1 }, "param-value"],
    ["customers", { cursor: "'" }, "param-value"],
    ["snapshot", { cursor: "x" }, "param-value"],
    ["customer", {}, "param-missing"],
    ["customer", { customer: "nobody" }, "customer-not-found"],
    ["explain", { report: "snapshot", cell: 7 }, "explain-cell"],
    ["explain", { cell: "arr" }, "param-missing"],
    ["explain", { report: "snapshots", cell: "arr" }, "report-unknown"],
    ["explain", { report: "snapshot", cell: "arr", top: 1e9 }, "param-value"],
    ["explain", { report: "snapshot", cell: "arr", colour: "red" }, "param-unknown"],
    ["define", { term: "nrrr" }, "term-unknown"],
    ["define", {}, "param-missing"],
    ["search_customers", { text: " " }, "param-missing"],
    ["search_customers", { text: "a", limit: 0 }, "param-value"],
    ["waterfal", {}, "report-unknown"],
  ];
  test.each(bad)("%s %j: %s", async (name, said, code) => {
    const told = await call(name, said);
    expect([told.isError, codesOf(told)]).toEqual([true, [code]]);
    const [first] = told.structuredContent["problems"] as { message: string; remedy: string }[];
    for (const part of [code, first!.message, first!.remedy]) expect(textOf(told)).toContain(part);
    expect(first!.remedy).toMatch(/\w/);
  });

  test("nothing said is null, too", async () => {
    expect((await call("snapshot", { on: "2025-12-31", by: null, vs: null })).isError).toBeUndefined();
  });
});

test("a request that is cancelled stops, and the next one is answered", async () => {
  const gone = new AbortController();
  let words = 0;
  const slow = client.callTool({ name: "definitions", arguments: {} }, { signal: gone.signal, onprogress: () => (words++, gone.abort()) });
  await expect(slow).rejects.toThrow();
  expect(words).toBe(1);
  expect((await call("snapshot", { on: "2025-12-31" })).structuredContent["rows"]).toEqual((await library.run("snapshot", { on: "2025-12-31" })).rows);
});

test("the book is let go between questions, so that others can write to it", async () => {
  await call("snapshot");
  const before = opened;
  await asked.close();
  await library.close();
  const writer = await openBook({ path });
  const locked = await call("snapshot");
  await writer.close();
  // two openings in one program do not lock each other out; another program's do
  expect(opened).toBe(before + 1);
  expect(locked.isError ?? false).toBe(codesOf(locked).includes("book-locked") || codesOf(locked).includes("book-unreadable"));
  library = await openBook({ path, readOnly: true });
  expect((await call("snapshot")).isError).toBeUndefined();
});

test("over standard input and output of a program of its own, which writes nothing but the protocol there and nothing to the book", async () => {
  await asked.close();
  const { mtimeMs } = statSync(path);
  const transport = new StdioClientTransport({ command: process.execPath, args: [join(import.meta.dirname, "..", "dist", "cli", "main.js"), "mcp", "--book", path], stderr: "pipe" });
  const errors: string[] = [];
  transport.stderr?.on("data", (chunk: Buffer) => errors.push(chunk.toString()));
  const other = new Client({ name: "test", version: "1" });
  const unread: unknown[] = [];
  other.onerror = (error) => unread.push(error);
  await other.connect(transport);
  expect((await other.listTools()).tools.length).toBe(reports.length + 3);
  const told = (await other.callTool({ name: "snapshot", arguments: { on: "2025-12-31", by: ["segment"] } })) as unknown as Told;
  expect(told.structuredContent["rows"]).toEqual((await library.run("snapshot", { on: "2025-12-31", by: ["segment"] })).rows);
  await other.close();
  expect({ errors, unread }).toEqual({ errors: [], unread: [] });
  expect(statSync(path).mtimeMs).toBe(mtimeMs);
});
