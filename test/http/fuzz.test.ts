/** Whatever is asked of whichever route, there is an answer as the document says, or a refusal with a code and a remedy; never a fault. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pino } from "pino";
import { findReport, type Param } from "../../src/catalogue/index.js";
import type { ServedBook } from "../../src/engine/served-book.js";
import type { Accounts } from "../../src/http/accounts/index.js";
import { apiOf, fitting, type Api, type Operation } from "./api-schema.js";
import { exampleBook } from "./example-book.js";
import { appOf, openAccounts, type App } from "./served.js";

const isLong = process.env["ANNUA_LONG"] === "1";
const requests = isLong ? 100_000 : 10_000;
/** One in so many requests has nothing wrong with it that the generator knows of. */
const oneRight = 80;
/** Reports that take their time are asked rightly in other tests. */
const dear = ["definitions", "backtest", "forecast", "what_if", "variants", "alerts"];

let book: ServedBook;
let accounts: Accounts;
let app: App;
/** The same book without accounts, where nobody has to be found first. */
let alone: App;
let api: Api;
let misfit: ReturnType<typeof fitting>;
let keys: string[];
const faults: string[] = [];

beforeAll(async () => {
  book = await exampleBook();
  accounts = await openAccounts();
  const log = pino({ level: "error" }, { write: (text: string) => void faults.push(text) });
  app = appOf(book, { accounts }, log);
  alone = appOf(book, undefined, log);
  const maker = { name: "test", role: "owner" } as const;
  const made = [];
  for (const [name, role, rows] of [["o", "owner", []], ["a", "analyst", ["csm=Jane"]], ["v", "viewer", []]] as const) made.push(await accounts.keys.add({ name, role, rows: [...rows] }, maker));
  keys = made.map(({ key }) => key);
  api = await apiOf(app);
  misfit = fitting(api);
});
afterAll(async () => {
  await book.close();
  await accounts.close();
});

interface Asked {
  isAlone: boolean;
  method: string;
  path: string;
  query: string;
  headers: Record<string, string>;
  body: string | undefined;
}

const odd = fc.oneof(
  fc.constantFrom("", " ", "null", "undefined", "NaN", "-1", "0", "1e309", "0x10", "9".repeat(40), "-0.0000001", "1/3", "2025-13", "2025-02-30", "0000", "0000-01", "9999-12-31", "0001-01-01", "2025-W53", "2025-W54", "10000", "constructor", "__proto__", "toString", "'; drop table line_version; --", "\u0000", "\ud800", "a".repeat(5000), "{", "[1", "{ target: 1e400 }", "{ a: &x [*x] }", "!!binary x", "- 1", "%", "%00", "a=b=c", "=", "customer~", ">=", "segment=", "💥", "ünï", "../../etc/passwd", "true", "0=a,0=b", "5=x,1=y", ",,,", "$1", "$on", "{{x}}"),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.string({ maxLength: 20 }),
  fc.double().map(String),
);

const fine: Partial<Record<Param["type"], readonly string[]>> = {
  period: ["2025-03", "2025-Q1", "2025", "2025-W07", "2025-03-10"], date: ["2025-12-31", "2025-12", "2026-Q1"], list: ["segment", "csm", "product", "customer", "tier"], condition: ["segment=smb", "customer!=acme", "segment~ent", "csm>=K"],
  whole: ["1", "2", "12"], months: ["0", "3", "none"], switch: ["true", "false"], currency: ["USD", "eur"], numbers: ["5,7.5", "10"], bands: ["0=small,5000=large"], column: ["csm", "segment"], amount: ["50000"], rate: ["5%", "0.1", "-2%"], text: ["acme", "previous", "1"], scenario: ["{ churn: 0.1 }"],
};

const words = (entries: readonly (readonly [string, string])[]): string => entries.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join("&");
/** Half a character is sent as what stands for it; a percent sign sometimes as it is. */
const encoded = (text: string): string => (text.startsWith("%") ? text : encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, "\ufffd")));

function queryOf(path: string, { parameters = [] }: Operation): fc.Arbitrary<string> {
  const params = findReport(path.split("/").at(-1)!)?.params ?? [];
  const names = parameters.filter((one) => one.in === "query").map(({ name }) => name);
  const right = (name: string): fc.Arbitrary<string> => {
    const param = params.find((one) => one.name === name);
    return fc.constantFrom(...(param?.choices ?? (param === undefined ? ["json", "csv", "markdown"] : fine[param.type]!)));
  };
  const known = names.length === 0 ? odd : fc.constantFrom(...names);
  const one = (values: (name: string) => fc.Arbitrary<string>) => known.chain((name) => values(name).map((value) => [name, value] as const));
  const faulty = fc.oneof({ weight: 3, arbitrary: one(() => odd) }, { weight: 1, arbitrary: fc.tuple(odd, odd) });
  const wrong = fc.tuple(faulty, fc.array(fc.oneof(faulty, one(right)), { maxLength: 3 })).map(([first, others]) => [...others, first]);
  if (dear.some((name) => path.endsWith(`/${name}`))) return wrong.map((entries) => words([...entries, ["no_such", "1"]]));
  const fits = fc.array(one(right), { maxLength: 3 });
  return fc.oneof({ weight: oneRight - 1, arbitrary: wrong }, { weight: 1, arbitrary: fits }).map(words);
}

const json = fc.jsonValue({ maxDepth: 3 });
function bodyOf({ requestBody }: Operation): fc.Arbitrary<string | undefined> {
  const example = requestBody?.content["application/json"]?.example;
  const mutated = typeof example !== "object" || example === null ? json : fc.tuple(fc.constantFrom(...Object.keys(example)), fc.oneof(odd, json), fc.boolean()).map(([name, value, isMore]) => ({ ...example, [isMore ? `${name}x` : name]: value }));
  return fc.oneof({ weight: 4, arbitrary: mutated.map((value) => JSON.stringify(value)) }, { weight: 2, arbitrary: json.map((value) => JSON.stringify(value)) }, { weight: 1, arbitrary: odd }, { weight: 1, arbitrary: fc.constant(undefined) });
}

const headersOf = (): fc.Arbitrary<Record<string, string>> => {
  const printable = fc.stringMatching(/^[!-~]{0,30}$/);
  return fc.record({
    authorization: fc.oneof({ weight: 12, arbitrary: fc.constant(`Bearer ${keys[0]!}`) }, { weight: 4, arbitrary: fc.constantFrom(...keys).map((key) => `Bearer ${key}`) }, { weight: 1, arbitrary: printable.map((text) => `Bearer ${text}`) }),
    accept: fc.oneof({ weight: 5, arbitrary: fc.constantFrom("application/json", "*/*", "text/csv", "text/html, */*;q=0.1") }, printable),
    "if-none-match": printable,
    "content-type": fc.oneof({ weight: 5, arbitrary: fc.constant("application/json") }, printable),
  }, { requiredKeys: ["authorization"] });
};

const mostly = fc.nat(7).map((roll) => roll > 0);

function requestOf(): fc.Arbitrary<Asked> {
  const told = Object.entries(api.paths).flatMap(([path, operations]) => Object.entries(operations).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })));
  const ofRoute = fc.constantFrom(...told).chain(({ method, path, operation }) => fc.record({
    isAlone: mostly, method: fc.constant(method), path: odd.map((word) => path.replace(/\{\w+\}/g, encoded(word).replaceAll("/", "%2F").slice(0, 200) || "0")), query: queryOf(path, operation), headers: headersOf(),
    body: method === "GET" ? fc.constant(undefined) : bodyOf(operation),
  }));
  const ofNone = fc.record({
    isAlone: mostly, method: fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"), path: fc.oneof(odd.map((word) => `/${encoded(word)}`), fc.tuple(fc.constantFrom(...told), odd).map(([{ path }, word]) => `${path}/${encoded(word)}`), fc.constantFrom(...told).map(({ path }) => path)),
    query: fc.tuple(odd, odd).map((entry) => words([entry])), headers: headersOf(), body: fc.constant(undefined),
  });
  return fc.oneof({ weight: 15, arbitrary: ofRoute }, { weight: 1, arbitrary: ofNone });
}

/** What is wrong with what came of a request; empty where all is well. */
async function wrongOf({ isAlone, method, path, query, headers, body }: Asked): Promise<string> {
  const response = await (isAlone ? alone : app).request(`http://localhost${path}?${query}`, { method, headers, ...(body === undefined || method === "GET" || method === "HEAD" ? {} : { body }) });
  const { status } = response;
  seen.set(status, (seen.get(status) ?? 0) + 1);
  const text = await response.text();
  if (status >= 500) return `${status}: ${text} ${faults.at(-1) ?? ""}`;
  if (method === "HEAD" || status === 304) return text === "" ? "" : "a body where there is none";
  if (status >= 400) return wrongRefusal(text);
  const schema = operationAt(method, path)?.responses[String(status)]?.content?.["application/json"]?.schema;
  return schema === undefined || !(response.headers.get("content-type") ?? "").startsWith("application/json") ? "" : misfit(schema, JSON.parse(text));
}

const seen = new Map<number, number>();

function wrongRefusal(text: string): string {
  const told = JSON.parse(text) as { problems: { code: string; message: string; remedy: string }[] };
  const said = misfit({ $ref: "#/components/schemas/Refusal" }, told);
  if (said !== "") return said;
  return told.problems.length > 0 && told.problems.every(({ message, remedy }) => message.length > 3 && remedy.length > 3) ? "" : `a refusal that says nothing: ${text}`;
}

function operationAt(method: string, path: string): Operation | undefined {
  const found = Object.entries(api.paths).find(([known]) => known === path) ?? Object.entries(api.paths).find(([known]) => new RegExp(`^${known.replace(/\{\w+\}/g, "[^/]+")}$`).test(path));
  return found?.[1][method.toLowerCase()];
}

test(`${requests} requests: no fault, and every refusal has a code and a remedy`, { timeout: isLong ? 3_600_000 : 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(requestOf(), async (asked) => {
      expect(await wrongOf(asked)).toBe("");
    }),
    { numRuns: requests, ...(isLong ? {} : { seed: 6 }) },
  );
  expect(faults).toEqual([]);
  for (const status of [200, 400, 401, 403, 404]) expect(seen.get(status) ?? 0, String(status)).toBeGreaterThan(20);
});
