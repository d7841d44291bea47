/** What a server keeps of what it did is bounded by its size, too: results of jobs, and replies to Idempotency-Keys. */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import { pino } from "pino";
import { expect, test } from "vitest";
import { personAtMachine } from "../../src/http/asker.js";
import { Jobs } from "../../src/http/jobs.js";
import { Replies } from "../../src/http/once.js";
import type { Env, Serving } from "../../src/http/serving.js";
import { usualLimits } from "../../src/http/serving.js";

test("results of jobs: the oldest go, the last stays however large it is", async () => {
  const jobs = new Jobs(2_000);
  const serving: Serving = { book: {} as Serving["book"], name: ":memory:", limits: usualLimits, log: pino({ level: "silent" }) };
  const done = async (size: number): Promise<string> => {
    const job = jobs.start(serving, "report", { asker: personAtMachine, requestId: "r", isQuestion: true }, async () => ({ status: 200, body: { text: "x".repeat(size) } }));
    await job.ended;
    return job.id;
  };
  const ids = [await done(900), await done(900), await done(900)];
  expect(jobs.list(personAtMachine).map(({ id }) => id)).toEqual([ids[2], ids[1]]);
  const large = await done(10_000);
  expect(jobs.list(personAtMachine).map(({ id }) => id)).toEqual([large]);
});

test("replies: the oldest go, from the file too; a reply that is kept comes again", async () => {
  const folder = mkdtempSync(join(tmpdir(), "annua-kept-"));
  const file = join(folder, "acme.replies");
  const replies = new Replies({ madeBy: async () => undefined }, file, 3_000);
  const app = new Hono<Env>();
  let made = 0;
  app.post("/:key", (c) => replies.once(c, c.req.param("key"), "sent", async () => c.json({ made: ++made, text: "x".repeat(1_000) })));
  const send = async (key: number): Promise<number> => ((await (await app.request(`/${key}`, { method: "POST" })).json()) as { made: number }).made;
  for (let key = 1; key <= 20; key++) expect(await send(key)).toBe(key);
  expect([await send(20), await send(19), made]).toEqual([20, 19, 20]);
  expect(await send(1)).toBe(21);
  expect(statSync(file).size).toBeLessThan(8_000);
  rmSync(folder, { recursive: true });
});
