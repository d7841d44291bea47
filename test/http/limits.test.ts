/** How much a server takes at once: files, connections, and senders that fall silent; what it writes down of those who leave. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBook } from "../../src/index.js";
import { makeApp } from "../../src/http/app.js";
import { makeLog } from "../../src/http/log.js";
import { serve } from "../../src/http/serve.js";
import { usualLimits } from "../../src/http/serving.js";
import type { ServedBook } from "../../src/engine/served-book.js";
import { typed } from "../cli/typed.js";
import { exampleBook } from "./example-book.js";
import { codesOf, openAccounts, passwordOf } from "./served.js";

const folder = mkdtempSync(join(tmpdir(), "annua-limits-"));
let book: ServedBook;

beforeAll(async () => {
  book = await exampleBook();
});
afterAll(async () => {
  await book.close();
  rmSync(folder, { recursive: true });
});

const csv = "line_id,customer_id,start_date,amount,amount_per\nZ1,zed,2025-01-01,1,year\n";
const silent = makeLog({ level: "silent" });

/** A body of which the rest comes when it is told to. */
function slowly(): { body: ReadableStream<Uint8Array>; end: () => void } {
  let end = (): void => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(csv));
      end = () => controller.close();
    },
  });
  return { body, end: () => end() };
}

const send = (app: ReturnType<typeof makeApp>, body: string | ReadableStream<Uint8Array>): Promise<Response> =>
  Promise.resolve(app.request("/api/v1/imports?dry_run&name=z.csv", { method: "POST", headers: { "content-type": "text/csv" }, body, duplex: "half" } as RequestInit));
const codesIn = async (response: Response): Promise<string[]> => ((await response.json()) as { problems: { code: string }[] }).problems.map(({ code }) => code);

test("one file more than may be received at once is told to come again (uploads-busy)", async () => {
  const app = makeApp({ book, name: "acme.annua", limits: { ...usualLimits, uploads: 1 }, log: silent });
  const first = slowly();
  const sent = send(app, first.body);
  const second = await send(app, csv);
  expect([second.status, second.headers.get("retry-after"), await codesIn(second)]).toEqual([429, "2", ["uploads-busy"]]);
  first.end();
  expect((await sent).status).toBe(200);
  expect((await send(app, csv)).status).toBe(200);
});

test("a sender that falls silent is given up, and makes room", async () => {
  const app = makeApp({ book, name: "acme.annua", limits: { ...usualLimits, uploads: 1, silence: 50 }, log: silent });
  const given = await send(app, slowly().body);
  expect([given.status, await codesIn(given)]).toEqual([400, ["upload-broken"]]);
  expect((await send(app, csv)).status).toBe(200);
});

const closed = (socket: Socket): Promise<void> => new Promise((resolve) => socket.on("error", () => undefined).once("close", () => resolve()).resume());

test("connections beyond the limit are hung up on; who left before the answer was sent is written down as 499", async () => {
  const path = join(folder, "acme.annua");
  await (await openBook({ path })).close();
  const lines: string[] = [];
  const server = await serve({ path, port: 0, readers: 1, limits: { connections: 1 }, log: makeLog({ write: (line) => void lines.push(line) }) });
  const port = Number(new URL(server.url).port);
  const held = connect(port, "127.0.0.1");
  await new Promise((resolve) => held.once("connect", resolve));
  held.write(`POST /api/v1/imports HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: text/csv\r\nContent-Length: 1000\r\n\r\nline_id`);
  const other = connect(port, "127.0.0.1");
  await closed(other);
  expect(lines.join("")).toContain("connections were refused");
  held.on("error", () => undefined).destroy();
  while (!lines.some((line) => line.includes('"msg":"request"'))) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(JSON.parse(lines.find((line) => line.includes('"msg":"request"'))!)).toMatchObject({ route: "/api/v1/imports", status: 499, left: "client left" });
  await server.stop();
});

test("a file of accounts in which nobody is left is not taken for none (accounts-nobody); an account that is refused leaves no such file", async () => {
  const path = join(folder, "left.annua");
  await (await openBook({ path })).close();
  const file = join(folder, "left.accounts");
  expect((await typed(["key", "add", "k", "--role", "king", "--book", path])).status).not.toBe(0);
  expect(existsSync(file)).toBe(false);
  const accounts = await openAccounts({}, file);
  await accounts.users.add({ name: "vic", role: "viewer", password: passwordOf("vic") });
  await accounts.users.remove("vic");
  await accounts.close();
  expect(await codesOf(() => serve({ path, port: 0, log: silent }))).toEqual(["accounts-nobody"]);
  rmSync(file);
  const server = await serve({ path, port: 0, readers: 1, log: silent });
  expect(server.hasAccounts).toBe(false);
  await server.stop();
});
