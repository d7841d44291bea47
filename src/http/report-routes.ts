/** GET /api/v1/reports/NAME for every report of the catalogue. */
import { createHash } from "node:crypto";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { reports, type Report, type ReportResult } from "../catalogue/index.js";
import type { Book, RunParams } from "../engine/book.js";
import { ask, checkRows } from "./asking.js";
import { formatOf, respondWithAnswer } from "./answer-format.js";
import { preferred, respondAsJob } from "./job-routes.js";
import { jobsOf } from "./jobs.js";
import type { Env, Serving } from "./serving.js";
import { answerFor, checkAsked } from "./withheld.js";

export function addReportRoutes(app: OpenAPIHono<Env>, serving: Serving): void {
  app.get("/api/v1/reports", (c) => c.json({ reports }));
  for (const report of reports as readonly Report[]) {
    for (const name of [report.name, ...(report.aliases ?? [])]) app.get(`/api/v1/reports/${name}`, (c) => answerReport(c, serving, report));
  }
}

/** Words of the request that are no parameters of a report. */
const ofTransport = new Set(["format"]);

async function answerReport(c: Context<Env>, serving: Serving, report: Report): Promise<Response> {
  const format = formatOf(c);
  const params = paramsOf(report, c.req.queries());
  const asker = c.get("asker");
  checkAsked(asker, report, params);
  const answered = async (reader: Book): Promise<ReportResult> => {
    const result = answerFor(asker, report, await reader.run(report.name, params, asker.rows));
    checkRows(result.rows.length, serving.limits);
    return result;
  };
  const tagFor = (moment: string): string => `"${createHash("sha256").update(JSON.stringify([report.name, params, format, asker.role, asker.rows, moment])).digest("hex").slice(0, 32)}"`;
  if (preferred(c).isLater) return respondAsJob(c, serving, `report ${report.name}`, async (job) => ({ status: 200, body: { ...(await jobsOf(serving).inTurn(job, () => serving.book.read((reader) => (job.begun(), answered(reader)), job))) } }));
  const answer = await ask(c, serving, async (reader, moment) => {
    const tag = tagFor(moment);
    return isKnown(c.req.header("if-none-match"), tag) ? { tag } : { tag, result: await answered(reader) };
  });
  c.header("ETag", answer.tag);
  c.header("Cache-Control", "private, no-cache");
  return answer.result === undefined ? c.body(null, 304) : respondWithAnswer(c, answer.result, format);
}

/** Whether the asker has this very answer; compression makes a tag a weak one. */
const isKnown = (known: string | undefined, tag: string): boolean => (known ?? "").split(",").some((one) => one.trim().replace(/^W\//, "") === tag);

/** Query words as the catalogue has them: what can be said several times is a list; the rest is read by the engine, as typed words are. */
function paramsOf(report: Report, queries: Record<string, string[]>): RunParams {
  const params: RunParams = {};
  for (const [name, said] of Object.entries(queries)) {
    if (ofTransport.has(name)) continue;
    const type = report.params.find((param) => param.name === name)?.type;
    params[name] = type === "condition" ? said : type === "list" || type === "bands" || type === "numbers" ? said.flatMap((list) => list.split(",")).map((word) => word.trim()).filter(Boolean) : said.at(-1);
  }
  return params;
}
