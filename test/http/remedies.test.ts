/** Problems name commands and options; over HTTP they name requests and parameters, and to an assistant its tools. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCommand, spelled } from "../../src/domain/command-words.js";
import type { ServedBook } from "../../src/engine/served-book.js";
import { asRequest } from "../../src/http/request-words.js";
import { inTools } from "../../src/mcp/tool-words.js";
import { exampleBook } from "./example-book.js";
import { appOf, ask, type App } from "./served.js";

let book: ServedBook;
let app: App;

beforeAll(async () => {
  book = await exampleBook();
  app = appOf(book);
});
afterAll(() => book.close());

const folder = "src/domain/problems";
/** The texts of all problems as they stand in the source, with X1 in the place of what is filled in. */
const texts = readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8").replaceAll("\\`", "`").replaceAll(/\$\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g, "X1")] as const);
const commands = [...new Set(texts.flatMap(([, text]) => [...text.matchAll(/`annua ([^`\n]+)`/g)].map(([, command]) => command!)))];

/** What is done at the machine alone, or has no request yet. */
const ofMachine = /^(?:serve|demo|retract|X1|completion|mcp|import contracts\.csv --book X1|user add jane --role owner --book X1)\b/;

/** Whether the application has a route for a request. */
function isRoute(request: string): boolean {
  const [method, address] = request.split(" ") as [string, string];
  const path = address.split("?")[0]!;
  return app.routes.some((route) => route.method === method && new RegExp(`^${route.path.replaceAll(/:\w+/g, "[^/]+")}$`).test(path));
}

describe("every command that a problem names", () => {
  test("there are some", () => expect(commands.length).toBeGreaterThan(40));

  test.each(commands.filter((command) => !ofMachine.test(command)))("%s is a request that there is", (command) => {
    const request = asRequest(readCommand(command));
    expect(request).toBeDefined();
    expect(isRoute(request!)).toBe(true);
  });
});

test.each(texts)("no option is left in what %s says over HTTP", (_, text) => {
  for (const line of text.split("\n")) {
    const said = spelled(line, asRequest);
    for (const [piece] of said.replaceAll(/`annua [^`]*`/g, "").matchAll(/--[a-z][\w-]*/g)) expect(`${line}: ${piece}`).toBe("");
  }
});

test.each([
  ["Say which one it is: --map amount='Their Name'.", "Say which one it is: map=amount='Their Name'."],
  ["--decimal . or --decimal , (decimal in the library).", "decimal=. or decimal=,."],
  ["Say both days, such as --open 2024-12-31 --close 2025-12-31, or leave --open out.", "Say both days, such as open=2024-12-31 close=2025-12-31, or leave open out."],
  ["Take it back: `annua adjust --withdraw 3`.", "Take it back: `DELETE /api/v1/adjustments/D3`."],
  ["`annua restatement --period 2025-01 --detail lines` tells; --vs close sets both side by side.", "`GET /api/v1/reports/restatement?period=2025-01&detail=lines` tells; vs=close sets both side by side."],
  ["`annua policy set --set 'fx={ mode: constant, rates: { EUR: \"1.10\" } }'`", '`POST /api/v1/policy with {"set":{"fx":{"mode":"constant","rates":{"EUR":"1.10"}}}}`'],
  ["For example: annua explain waterfall --cell new --period 2025-03", "For example: GET /api/v1/explain?report=waterfall&cell=new&period=2025-03"],
  ["Stop `annua serve --host 0.0.0.0`.", "Stop `annua serve --host 0.0.0.0`."],
])("%s", (typed, asked) => expect(spelled(typed, asRequest)).toBe(asked));

test("an assistant is told tools, and the command where it has none", () => {
  const said = { code: "x", message: "--where", remedy: "`annua customers` lists them; `annua restatement --period 2025-01`; `annua imports undo 3` takes it back." };
  expect(inTools({ problems: [said], rows: [{ a: "--where" }] })).toEqual({
    problems: [{ code: "x", message: "where", remedy: '`customers` lists them; `restatement {"period":"2025-01"}`; `annua imports undo 3` takes it back.' }],
    rows: [{ a: "--where" }],
  });
});

test.each([
  ["GET", "imports/99", undefined, "`GET /api/v1/imports`"],
  ["GET", "define/xyzzy", undefined, "`GET /api/v1/define`"],
  ["GET", "closes/2020-01", undefined, "Closed: 2026-01"],
  ["POST", "imports?name=a.csv", "line,client\n1,a\n", "map="],
  ["GET", "reports/plan", undefined, "GET /api/v1/reports/plan?target=50000000"],
  ["GET", "reports/retention?open=2025-01-01", undefined, "open=2024-12-31"],
])("%s %s", async (method, path, body, words) => {
  const { text, status } = await ask(app, `/api/v1/${path}`, { method, ...(body === undefined ? {} : { body, headers: { "content-type": typeof body === "string" ? "text/csv" : "application/json" } }) });
  expect(status).toBeGreaterThanOrEqual(400);
  expect(text).toContain(words);
  expect(text).not.toMatch(/`annua |--[a-z]/);
});
