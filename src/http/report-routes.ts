/** GET /api/v1/reports/NAME for every report of the catalogue. */
import { createHash } from "node:crypto";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { reports, type ParamType, type Report, type ReportResult } from "../catalogue/index.js";
import { today } from "../domain/calendar.js";
import { changedWords, readPolicy, type Policy } from "../domain/policy.js";
import { nearest, ProblemError, refuse } from "../domain/problem.js";
import type { Book, RunParams } from "../engine/book.js";
import { checkParams } from "../engine/checked-params.js";
import { readKnobs } from "../sources/knob-words.js";
import { answersOf } from "./answers.js";
import { checkOnce, checkRows, whileAsked } from "./asking.js";
import { formatOf, respondWithAnswer } from "./answer-format.js";
import { addRoute, answers } from "./describe.js";
import { preferred, respondAsJob } from "./job-routes.js";
import { jobsOf } from "./jobs.js";
import { catalogue, routeOf } from "./report-operations.js";
import type { Env, Limits, Serving } from "./serving.js";
import { answerFor, checkAsked } from "./withheld.js";

const list = {
  method: "get" as const, path: "/api/v1/reports", operationId: "reports", tags: ["Reports"], summary: "The catalogue of reports",
  description: "Every report with its parameters and columns, the JSON Schema of both, and a request that works.",
  responses: { 200: answers("The catalogue.", { type: "object", properties: { reports: { type: "array", items: { type: "object" } } }, required: ["reports"], additionalProperties: false }) },
};

export function addReportRoutes(app: OpenAPIHono<Env>, serving: Serving): void {
  addRoute(app, list, (c) => c.json({ reports: catalogue() }));
  for (const report of reports as readonly Report[]) {
    const answer = (c: Context<Env>) => answerReport(c, serving, report);
    addRoute(app, routeOf(report), answer);
    for (const name of report.aliases ?? []) app.get(`/api/v1/reports/${name}`, answer);
  }
}

async function answerReport(c: Context<Env>, serving: Serving, report: Report): Promise<Response> {
  const format = formatOf(c);
  const { params, day } = await paramsOf(report, new URL(c.req.url).searchParams, serving.book.policy);
  const asker = c.get("asker");
  checkAsked(asker, report, params);
  const answered = async (reader: Book): Promise<ReportResult> => {
    const result = answerFor(asker, report, await atMost(serving.limits, report, params, (asked) => reader.run(report.name, asked, asker.rows)));
    checkRows(result.rows.length, serving.limits);
    return result;
  };
  // the day of the book is told by its moment; a time zone that is asked for has a day of its own
  const question = JSON.stringify([report.name, params, asker.role, asker.rows, day]);
  const tagFor = (moment: string): string => `"${createHash("sha256").update(JSON.stringify([question, format, moment])).digest("hex").slice(0, 32)}"`;
  if (preferred(c).isLater) return respondAsJob(c, serving, `report ${report.name}`, async (job) => ({ status: 200, body: { ...(await jobsOf(serving).inTurn(job, () => serving.book.read((reader) => (job.begun(), answered(reader)), job))) } }), { isQuestion: true });
  const { book, limits } = serving;
  const work = (signal: AbortSignal) => book.read(async (reader, moment) => ({ moment, result: await answered(reader) }), { signal });
  const now = await book.moment();
  if (isKnown(c.req.header("if-none-match"), tagFor(now))) return tagged(c, tagFor(now)).body(null, 304);
  const { moment, result } = await whileAsked(c, limits, (signal) => answersOf(book).ask({ question, now, momentNow: () => book.moment(), signal }, work));
  return respondWithAnswer(tagged(c, tagFor(moment)), result, format);
}

/** An answer that whoever has it may keep, and asks about before it is shown again; what is refused has no tag. */
function tagged(c: Context<Env>, tag: string): Context<Env> {
  c.header("ETag", tag);
  c.header("Cache-Control", "private, no-cache");
  return c;
}

/** Asks for no more rows than an answer may have: the engine stops there, and rows that nobody would be sent fill no memory. */
async function atMost({ rows: most }: Limits, report: Report, params: RunParams, run: (asked: RunParams) => Promise<ReportResult>): Promise<ReportResult> {
  const { limit, vs } = params;
  const isPaged = report.params.some(({ name }) => name === "limit");
  if (!isPaged || vs !== undefined || (limit !== undefined && Number(limit) <= most)) return run(params);
  const result = await run({ ...params, limit: most });
  if (result.next_cursor !== null) refuse("answer-too-large", { rows: most + 1, most });
  const { limit: _, ...said } = result.params;
  return { ...result, params: limit === undefined ? said : { ...result.params, limit: Number(limit) } };
}

/** Whether the asker has this very answer; compression makes a tag a weak one. */
const isKnown = (known: string | undefined, tag: string): boolean => (known ?? "").split(",").some((one) => one.trim().replace(/^W\//, "") === tag);

/** Words of the request that are no parameters of a report: of transport, and of the definition under which it is answered. */
const ofRequest = ["format", "set", "policy"];
/** What the engine is told besides by those who call it, and nobody says. */
const ofEngine = ["vs_policy", "known_after"];

/** Query words as the catalogue has them, and the day it is where they ask: what can be said several times is a list; the rest is read by the engine, as typed words are. */
async function paramsOf(report: Report, words: URLSearchParams, policy: Policy): Promise<{ params: RunParams; day: string }> {
  checkOnce(Object.fromEntries([...new Set(words.keys())].map((name) => [name, words.getAll(name)])), (name) => name === "set" || isSeveral(report.params.find((param) => param.name === name)?.type));
  const asked: [string, unknown][] = [];
  for (const name of new Set(words.keys())) {
    if (ofEngine.includes(name)) refuseName(report, name);
    if (!ofRequest.includes(name)) asked.push([name, valueOf(words.getAll(name), report.params.find((param) => param.name === name)?.type)]);
  }
  const preset = words.get("policy");
  const knobs = words.has("set") ? await readKnobs(words.getAll("set"), "set") : {};
  const set = { ...(preset === null ? {} : { preset }), ...knobs };
  const params: RunParams = Object.fromEntries(asked);
  const { policy: under, problems } = Object.keys(set).length === 0 ? { policy, problems: [] } : readPolicy(changedWords({ ...policy }, set));
  if (problems.length > 0) throw new ProblemError(problems);
  // whoever mistypes takes no reader from others
  checkParams(report, params, under, true);
  return { params: Object.keys(set).length === 0 ? params : { ...params, set }, day: today(under.time_zone) };
}

const isSeveral = (type: ParamType | undefined): boolean => type === "condition" || type === "list" || type === "bands" || type === "numbers";

function valueOf(said: readonly string[], type: ParamType | undefined): unknown {
  if (type === "condition") return said;
  return isSeveral(type) ? said.flatMap((text) => text.split(",")).map((word) => word.trim()).filter(Boolean) : said.at(-1);
}

function refuseName(report: Report, param: string): never {
  const known = [...report.params.map(({ name }) => name), ...ofRequest];
  return refuse("param-unknown", { report: report.name, param, known, nearest: nearest(param, known) });
}
