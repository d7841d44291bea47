/** Deciding, closing, defining, and saying things beside the lines; each change is a job that is usually done at once. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { changedWords, knobNames, presets, type Policy } from "../domain/policy.js";
import { nearest, refuse } from "../domain/problem.js";
import { topics, type Topic } from "../domain/statements.js";
import { checkedPolicy } from "../engine/answering.js";
import type { Book } from "../engine/book.js";
import type { Decided } from "../engine/decision.js";
import { ask, isYes, numberOf, queryOf } from "./asking.js";
import { personAtMachine } from "./asker.js";
import { knobsOf, readBody, shapes, statementShapes } from "./bodies.js";
import { changeAsJob } from "./job-routes.js";
import { once } from "./once.js";
import type { Env, Serving } from "./serving.js";

export function addChangeRoutes(app: OpenAPIHono<Env>, serving: Serving): void {
  addDecisionRoutes(app, serving);
  app.post("/api/v1/closes", async (c) => {
    queryOf(c, []);
    const { body: { period, ...options }, sent } = await readBody(c, shapes.close);
    c.set("subject", `close of ${period}`);
    return once(c, serving, sent, () => changeAsJob(c, serving, "close", async (book) => ({ status: 201, body: { ...(await book.closePeriod(period, options)) } })));
  });
  app.post("/api/v1/policy", (c) => setPolicy(c, serving));
  for (const topic of topics) addStatementRoutes(app, serving, topic);
  app.delete("/api/v1/inputs/:id", (c) => remove(c, serving, "input"));
}

/** Who decides: whoever asks; another whom the body names stands beside, as nobody signs for somebody else. */
function deciderOf(c: Context<Env>, by: string | undefined): string | undefined {
  const asker = c.get("asker");
  if (asker === personAtMachine) return by;
  return by === undefined || by === asker.name ? asker.name : `${by}, entered by ${asker.name}`;
}

/** Who says something, where the body does not name another. */
const byOf = (c: Context<Env>, by: string | undefined): string | undefined => by ?? (c.get("asker") === personAtMachine ? undefined : c.get("asker").name);

const switches = ["dry_run", "accept_restatement"] as const;

interface Said {
  dry_run?: unknown;
  accept_restatement?: unknown;
}

/** How a change is to be made, said behind the question mark or in the body. */
function howOf(query: Partial<Record<(typeof switches)[number], string>>, body: Said = {}): { dryRun: boolean; acceptRestatement: boolean } {
  const [dryRun, acceptRestatement] = switches.map((name) => body[name] === true || isYes(name, query[name])) as [boolean, boolean];
  return { dryRun, acceptRestatement };
}

const dryRunOf = (dryRun: boolean): string => (dryRun ? "dry run of " : "");

function addDecisionRoutes(app: OpenAPIHono<Env>, serving: Serving): void {
  app.post("/api/v1/answers", async (c) => {
    const query = queryOf(c, switches);
    const { body: { question, choice, dry_run, accept_restatement, ...options }, sent } = await readBody(c, shapes.answer);
    const how = howOf(query, { dry_run, accept_restatement });
    c.set("subject", `${dryRunOf(how.dryRun)}${question} ${choice}`);
    return once(c, serving, sent, () => decide(c, serving, 201, (book) => book.answer(question, choice, { ...options, by: deciderOf(c, options.by), ...how })));
  });
  app.post("/api/v1/adjustments", async (c) => {
    const query = queryOf(c, switches);
    const { body: { amount, dry_run, accept_restatement, ...adjustment }, sent } = await readBody(c, shapes.adjustment);
    const how = howOf(query, { dry_run, accept_restatement });
    const text = String(amount).trim();
    if (!/^[+-]?\d+(?:\.\d+)?$/.test(text)) refuse("param-value", { param: "amount", value: text, expected: "what a year is worth as a plain number, such as -1200 or 99.50" });
    c.set("subject", `${dryRunOf(how.dryRun)}${adjustment.customer} ${text} from ${adjustment.from}`);
    return once(c, serving, sent, () => decide(c, serving, 201, (book) => book.adjust({ ...adjustment, amount: text, by: deciderOf(c, adjustment.by), ...how })));
  });
  for (const [path, letter] of [["answers", "Q"], ["adjustments", "D"]] as const) {
    app.delete(`/api/v1/${path}/:id`, async (c) => {
      const how = howOf(queryOf(c, switches));
      const id = c.req.param("id").toUpperCase().replace(new RegExp(`^${letter}?`), letter);
      c.set("subject", `${how.dryRun ? "dry run of withdrawing" : "withdrew"} ${id}`);
      return once(c, serving, "", () => decide(c, serving, 200, (book) => book.withdraw(id, how)));
    });
  }
}

function decide(c: Context<Env>, serving: Serving, status: 200 | 201, work: (book: Book) => Promise<Decided>): Promise<Response> {
  return changeAsJob(c, serving, "decision", async (book) => {
    const arr_before = (await book.run("snapshot")).rows[0]?.["arr"] ?? null;
    const decision = await work(book);
    // what lies open between is told of the book as it is
    return decision.kept ? { status, body: { dry_run: false, ...decision, arr_before, range: await book.range() } } : { status: 200, body: { dry_run: true, ...decision, arr_before } };
  });
}

async function setPolicy(c: Context<Env>, serving: Serving): Promise<Response> {
  const query = queryOf(c, switches);
  const { body: { policy, set, ...said }, sent } = await readBody(c, shapes.policy);
  if (policy === undefined && set === undefined) refuse("body-unreadable", { reasons: ["it names neither a policy nor knobs to set"], example: shapes.policy.example });
  const how = howOf(query, said);
  const source = typeof policy === "string" || typeof policy === "number" ? (isPreset(policy) ? `preset ${policy}` : `policy ${policy}`) : "set over HTTP";
  c.set("subject", `${dryRunOf(how.dryRun)}${source}`);
  return once(c, serving, sent, () => changeAsJob(c, serving, "policy", async (book) => {
    const words = changedWords(await namedWords(book, policy), knobsOf(set ?? {}) as Record<string, unknown>);
    const told = await compared(book, words);
    const { kept, restated, ...version } = await book.setPolicy(words, source, how);
    return { status: 200, body: { dry_run: !kept, ...(kept ? version : {}), kept, restated, ...told } };
  }));
}

const isPreset = (name: string | number): boolean => Object.hasOwn(presets, name);

/** A policy as it is sent, a preset, or one that the book had by its number; without a word the one that it has. */
async function namedWords(book: Book, named: string | number | Record<string, unknown> | undefined): Promise<Record<string, unknown>> {
  if (typeof named === "object") return knobsOf(named) as Record<string, unknown>;
  const versions = await book.policies();
  if (named === undefined) return versions.at(-1)?.words ?? {};
  const version = versions.find(({ policy_version }) => String(policy_version) === String(named));
  if (version !== undefined) return version.words;
  if (isPreset(named)) return changedWords({ ...book.policy }, { preset: named });
  const known = Object.keys(presets);
  return refuse("param-value", { param: "policy", value: String(named).slice(0, 100), expected: `a preset (${known.join(", ")}), the number of a policy that the book had, or knobs`, ...near(String(named).slice(0, 100), known) });
}

const near = (name: string, known: readonly string[]): { nearest?: string } => {
  const found = nearest(name, known);
  return found === undefined ? {} : { nearest: found };
};

/** The policy in force and another, with ARR today under each. */
async function compared(book: Book, words: Record<string, unknown>): Promise<{ before: Policy; after: Policy; arr_before: string | null; arr_after: string | null; differing: string[] }> {
  const [before, after] = [book.policy, checkedPolicy(words)];
  const arrUnder = async (policy?: Record<string, unknown>) => ((await book.imports()).length === 0 ? null : String((await book.run("snapshot", policy === undefined ? {} : { policy })).rows[0]?.["arr"]));
  const differing = knobNames.filter((knob) => JSON.stringify(before[knob]) !== JSON.stringify(after[knob]));
  return { before, after, arr_before: await arrUnder(), arr_after: await arrUnder(words), differing };
}

function addStatementRoutes(app: OpenAPIHono<Env>, serving: Serving, topic: Topic): void {
  const path = `/api/v1/${topic.name}s`;
  app.get(path, async (c) => {
    queryOf(c, []);
    return c.json({ statements: await ask(c, serving, (book) => book.said(topic.name)) });
  });
  app.post(path, async (c) => {
    const { dry_run } = queryOf(c, ["dry_run"]);
    const { body: { dry_run: said, ...body }, sent } = await readBody(c, statementShapes.get(topic.name)!);
    const { dryRun } = howOf({ ...(dry_run === undefined ? {} : { dry_run }) }, { dry_run: said });
    c.set("subject", `${dryRun ? "dry run of " : ""}${topic.noun}: ${topic.subject.map((field) => body[field] ?? "").filter(Boolean).join(", ")}`);
    return once(c, serving, sent, () => changeAsJob(c, serving, topic.name, async (book) => {
      const statement = await book.say(topic.name, { ...body, by: byOf(c, body["by"] as string | undefined) }, { dryRun });
      return { status: statement.kept ? 201 : 200, body: { ...statement } };
    }));
  });
  app.delete(`${path}/:id`, (c) => remove(c, serving, topic.name));
}

function remove(c: Context<Env>, serving: Serving, name: Topic["name"] | "input"): Promise<Response> {
  const id = numberOf(c, `/api/v1/${name}s`);
  const { note, dry_run } = queryOf(c, ["note", "dry_run"]);
  const dryRun = isYes("dry_run", dry_run);
  c.set("subject", `${dryRun ? "dry run of removing" : "removed"} ${name} ${id}`);
  return once(c, serving, "", () => changeAsJob(c, serving, name, async (book) => ({ status: 200, body: { removed: await book.unsay(name, [id], { note, dryRun }) } })));
}
