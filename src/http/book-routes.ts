/** What is asked of a book besides reports: figures taken apart, words, closes, the definition, questions, what was told. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { definitions, findDefinition } from "../catalogue/definitions/index.js";
import { explainParams } from "../catalogue/explanation.js";
import { reports } from "../catalogue/index.js";
import { calc, calculations, findCalculation } from "../domain/calc/calc.js";
import { measures } from "../domain/measures.js";
import { presets } from "../domain/policy.js";
import { nearest, refuse } from "../domain/problem.js";
import type { Book } from "../engine/book.js";
import { closedReports } from "../engine/closed-figure.js";
import type { ExplainParams } from "../engine/explain.js";
import { policyHash } from "../engine/policy-tables.js";
import { ask, checkKnown, checkOnce, checkRows, isYes, queryOf } from "./asking.js";
import { formatOf, respondWithAnswer } from "./answer-format.js";
import type { Env, Serving } from "./serving.js";
import { problemsFor } from "./withheld.js";

export function addBookRoutes(app: OpenAPIHono<Env>, serving: Serving): void {
  app.get("/api/v1/explain", (c) => explain(c, serving));
  addWordRoutes(app);
  addCloseRoutes(app, serving);
  addPolicyRoutes(app, serving);
  app.get("/api/v1/questions", async (c) => {
    const { status = "open" } = queryOf(c, ["status"]);
    if (status !== "open" && status !== "decided" && status !== "all") return refuse("param-value", { param: "status", value: status.slice(0, 100), expected: "open, decided, all" });
    const questions = await ask(c, serving, (book) => book.questions(status));
    checkRows(questions.length, serving.limits);
    return c.json({ questions });
  });
  app.get("/api/v1/inputs", async (c) => {
    queryOf(c, []);
    return c.json({ inputs: await ask(c, serving, (book) => book.inputs()), measures });
  });
}

async function explain(c: Context<Env>, serving: Serving): Promise<Response> {
  const queries = c.req.queries();
  checkKnown(c, Object.keys(queries), ["report", ...explainParams.map(({ name }) => name)]);
  checkOnce(queries, (name) => name === "by" || name === "where");
  const name = c.req.query("report") ?? refuse("param-missing", { report: "explain", param: "report", example: "GET /api/v1/explain?report=waterfall&cell=expansion&period=2025-03" });
  const known = reports.map((report) => report.name);
  if (name === "") refuse("report-unknown", { report: "", known });
  const asker = c.get("asker");
  const listed: Record<string, string[] | undefined> = { by: queries["by"] && pairsOf(queries["by"]), where: queries["where"] };
  const single = Object.fromEntries(explainParams.filter((param) => !(param.name in listed)).map((param) => [param.name, c.req.query(param.name)]).filter(([, value]) => value !== undefined));
  const said = Object.fromEntries(Object.entries(listed).filter(([, value]) => value !== undefined));
  const params: ExplainParams = { cell: "", ...single, ...said };
  const explanation = await ask(c, serving, (book) => book.explain(name, params, asker.rows));
  return c.json({ ...explanation, problems: problemsFor(asker, explanation.problems) });
}

/** `by=a=x,b=y` are two columns, and `by=a=x,y` one whose value has a comma. */
const pairsOf = (said: readonly string[]): string[] =>
  said.flatMap((list) => list.split(",").reduce<string[]>((pairs, piece) => (pairs.length > 0 && !piece.includes("=") ? [...pairs.slice(0, -1), `${pairs.at(-1)!},${piece}`] : [...pairs, piece]), []));

function addWordRoutes(app: OpenAPIHono<Env>): void {
  app.get("/api/v1/define", (c) => {
    queryOf(c, []);
    return c.json({ definitions: definitions.map(({ term, title }) => ({ term, title })) });
  });
  app.get("/api/v1/define/:term", (c) => {
    queryOf(c, []);
    const term = c.req.param("term");
    const definition = findDefinition(term);
    return definition === undefined ? refuse("term-unknown", { term: term.slice(0, 100), nearest: nearest(term.slice(0, 100), definitions.flatMap((one) => [one.term, one.title, ...one.aliases])) }) : c.json({ ...definition });
  });
  app.get("/api/v1/calc", (c) => {
    queryOf(c, []);
    return c.json({ calculations: calculations.map(({ name, title, sentence, inputs }) => ({ name, title, sentence, inputs })) });
  });
  app.get("/api/v1/calc/:name", (c) => {
    const { name } = findCalculation(c.req.param("name"));
    checkOnce(c.req.queries());
    const inputs = c.req.query();
    return c.json({ report: "calc", params: { name, ...inputs }, rows: calc(name, inputs), problems: [] });
  });
}

function addCloseRoutes(app: OpenAPIHono<Env>, serving: Serving): void {
  app.get("/api/v1/closes", async (c) => {
    queryOf(c, []);
    const closes = await ask(c, serving, (book) => book.closes());
    // a note is free text and may name a customer
    return c.json({ closes: c.get("asker").role === "viewer" ? closes.map(({ note: _, ...close }) => close) : closes });
  });
  app.get("/api/v1/closes/:period", async (c) => {
    const { report: named = "waterfall", by = "" } = queryOf(c, ["report", "by", "format"]);
    const report = closedReports.find((name) => name === named) ?? refuse("param-value", { param: "report", value: named.slice(0, 100), expected: closedReports.join(", ") });
    const format = formatOf(c);
    const cut = by.split(",").map((column) => column.trim()).filter(Boolean);
    const answer = await ask(c, serving, (book) => book.closedAnswer(c.req.param("period"), report, cut));
    checkRows(answer.rows.length, serving.limits);
    return respondWithAnswer(c, answer, format);
  });
  app.get("/api/v1/closes/:period/verify", async (c) => {
    queryOf(c, []);
    return c.json(await ask(c, serving, (book) => book.verifyClose(c.req.param("period"))));
  });
}

function addPolicyRoutes(app: OpenAPIHono<Env>, serving: Serving): void {
  app.get("/api/v1/policy", async (c) => {
    const { effects } = queryOf(c, ["effects"]);
    return c.json(await ask(c, serving, (book) => inForce(book, isYes("effects", effects))));
  });
  app.get("/api/v1/policy/history", async (c) => {
    queryOf(c, []);
    return c.json({ policies: await ask(c, serving, (book) => book.policies()) });
  });
  app.get("/api/v1/policy/presets", (c) => {
    queryOf(c, []);
    return c.json({ presets });
  });
}

/** The definition under which the book answers, with ARR today; on demand also what every other value of a knob would make of it. */
async function inForce(book: Book, withEffects: boolean): Promise<Record<string, unknown>> {
  const { policy } = book;
  const isEmpty = (await book.imports()).length === 0;
  const snapshot = isEmpty ? undefined : await book.run("snapshot");
  const effects = !withEffects ? null : isEmpty ? [] : (await book.knobEffects()).map(({ knob, instead, figures, difference }) => ({ knob, instead, arr: figures.arr, difference: difference.arr }));
  const version = (await book.policies()).at(-1);
  return { policy, hash: policyHash(policy), policy_version: version?.hash === policyHash(policy) ? version.policy_version : null, on: snapshot?.params["on"] ?? null, arr: snapshot?.rows[0]?.["arr"] ?? null, effects };
}
