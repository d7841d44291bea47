/** What the document of the API says of all that is asked of a book and told to it besides reports. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "zod";
import { explainParams } from "../catalogue/explanation.js";
import { closedReports } from "../engine/closed-figure.js";
import { topics } from "../domain/statements.js";
import { paramSchema } from "../catalogue/json-schema.js";
import { reports } from "../catalogue/index.js";
import { shapes, statementShapes, type BodyShape } from "./bodies.js";
import { answers, describeRoute, inPath, takes, type Route } from "./describe.js";
import { importWords, inputWords } from "./import-options.js";
import { jobStates } from "./jobs.js";
import type { Env } from "./serving.js";

const api = "/api/v1";
const object = z.looseObject;
const text = z.string();
const problems = z.array(z.looseObject({ code: text, severity: z.enum(["error", "warning"]), message: text, remedy: text }));
const list = z.array(z.looseObject({}));
const job = object({ id: text, kind: text, state: z.enum(jobStates), phase: text, done: z.number(), total: z.number(), by: text, asked_at: text, started_at: text.nullable(), ended_at: text.nullable(), problems });
const page = z.object({ limit: z.string().optional().meta({ description: "Rows a page." }), cursor: z.string().optional().meta({ description: "The next_cursor of the page before; refused (409) once the book has changed." }) });
const dryRun = { dry_run: z.boolean().optional().meta({ description: "Work out everything, also which closed periods it would restate, and keep nothing." }) };
const restates = { accept_restatement: z.boolean().optional().meta({ description: "Keep it also where it restates closed periods." }) };
const note = { note: z.string().optional() };

const body = ({ schema, example }: BodyShape) => takes(schema, JSON.parse(example));
/** What a change answers: at once, or as a job where it takes longer than is waited for. */
const changes = (description: string, schema: z.ZodType = object({})) => ({ 200: answers(description, schema), 201: answers(`${description} It is kept.`, schema), 202: answers("It takes longer; the header Location leads to the job.", job) });
const waits = z.object({ prefer: z.string().optional().meta({ description: "wait=N: answer with a job after so many seconds; 10. respond-async: at once." }), "idempotency-key": z.string().optional().meta({ description: "The same key with the same request gives the first answer again." }) });

export function describeBook(app: OpenAPIHono<Env>): void {
  const get = (path: string, operationId: string, tag: string, summary: string, schema: z.ZodType, rest: Partial<Route> = {}) =>
    describeRoute(app, { method: "get", path: `${api}/${path}`, operationId, tags: [tag], summary, responses: { 200: answers(summary, schema) }, ...rest });
  const change = (method: "post" | "delete", path: string, operationId: string, tag: string, summary: string, rest: Partial<Route> = {}, schema?: z.ZodType) =>
    describeRoute(app, { method, path: `${api}/${path}`, operationId, tags: [tag], summary, ...rest, request: { headers: waits, ...rest.request }, responses: { ...changes(`${summary}.`, schema), ...rest.responses } });

  describeAsking(get);
  describeImports(get, change);
  change("post", "answers", "answer", "Decisions", "Answer a question", { request: { body: body(shapes.answer), query: z.object({ ...dryRun, ...restates }) } });
  change("post", "adjustments", "adjust", "Decisions", "Adjust a customer's ARR by hand", { request: { body: body(shapes.adjustment), query: z.object({ ...dryRun, ...restates }) } });
  for (const [path, name] of [["answers", "withdrawAnswer"], ["adjustments", "withdrawAdjustment"]] as const) change("delete", `${path}/{id}`, name, "Decisions", "Take a decision back", { request: { params: inPath({ id: "Its number." }), query: z.object({ ...dryRun, ...restates }) } });
  change("post", "closes", "closePeriod", "Closes", "Close a period", { request: { body: body(shapes.close) } });
  change("post", "policy", "setPolicy", "Policy", "Define the book's figures otherwise", { request: { body: body(shapes.policy), query: z.object({ ...dryRun, ...restates }) } });
  for (const { name, title } of topics) {
    const id = inPath({ id: "Its number." });
    get(`${name}s`, `list_${name}s`, "Statements", title, z.strictObject({ statements: list }));
    change("post", `${name}s`, `say_${name}`, "Statements", `${title}: say one`, { request: { body: body(statementShapes.get(name)!), query: z.object(dryRun) } });
    change("delete", `${name}s/{id}`, `unsay_${name}`, "Statements", `${title}: take one back`, { request: { params: id, query: z.object({ ...note, ...dryRun }) } });
  }
  get("jobs", "jobs", "Jobs", "Jobs of one's own", z.strictObject({ jobs: z.array(job) }));
  get("jobs/{id}", "job", "Jobs", "How far a job is, and what came of it", job, { request: { params: inPath({ id: "Of the job." }) } });
  describeRoute(app, { method: "delete", path: `${api}/jobs/{id}`, operationId: "cancelJob", tags: ["Jobs"], summary: "Cancel a job; the book is then as before it", request: { params: inPath({ id: "Of the job." }) }, responses: { 200: answers("The job as it is now.", job) } });
}

type Get = (path: string, operationId: string, tag: string, summary: string, schema: z.ZodType, rest?: Partial<Route>) => void;
type Change = (method: "post" | "delete", path: string, operationId: string, tag: string, summary: string, rest?: Partial<Route>, schema?: z.ZodType) => void;

function describeAsking(get: Get): void {
  const parameters = [
    { name: "report", in: "query" as const, required: true, schema: { type: "string" as const, enum: reports.map(({ name }) => name) }, example: "waterfall" },
    ...explainParams.map((param) => {
      const { description = "", ...schema } = paramSchema(param);
      return { name: param.name, in: "query" as const, description, ...(param.required === true ? { required: true } : {}), schema: schema as Record<string, unknown> };
    }),
  ];
  get("explain", "explain", "Figures", "One figure taken apart, down to the lines and rows it is made of", object({ problems }), { parameters });
  get("define", "define", "Words", "Every word that is defined", z.strictObject({ definitions: z.array(z.strictObject({ term: text, title: text })) }));
  get("define/{term}", "defineTerm", "Words", "What a word means", object({ term: text, title: text }), { request: { params: inPath({ term: "Such as nrr." }) } });
  get("calc", "calculations", "Words", "Calculations that need no book", z.strictObject({ calculations: list }));
  get("calc/{name}", "calc", "Words", "Work one out from numbers", object({ rows: list }), { description: "Its inputs are the words of the query: /calc/growth?entry=100&exit=120.", request: { params: inPath({ name: "Of the calculation." }) } });
  get("closes", "closes", "Closes", "Periods that were closed", z.strictObject({ closes: list }));
  const period = inPath({ period: "Such as 2026-01." });
  get("closes/{period}", "closedReport", "Closes", "A report as it was closed", object({ rows: list }), { request: { params: period, query: z.object({ report: z.enum(closedReports).optional(), by: text.optional(), format: text.optional() }) } });
  get("closes/{period}/verify", "verifyClose", "Closes", "Whether what a period was closed with is made again to the byte", object({}), { request: { params: period } });
  get("policy", "policy", "Policy", "The definition of the book's figures", object({ policy: object({}), hash: text }), { request: { query: z.object({ effects: z.boolean().optional().meta({ description: "Also what every other value of a knob would make of ARR." }) }) } });
  get("policy/history", "policies", "Policy", "Definitions that the book had", z.strictObject({ policies: list }));
  get("policy/presets", "presets", "Policy", "Definitions that ship", z.strictObject({ presets: object({}) }));
  get("questions", "listQuestions", "Decisions", "What the lines leave open, with the ARR that hangs on it", z.strictObject({ questions: list }), { request: { query: z.object({ status: z.enum(["open", "decided", "all"]).optional() }) } });
  get("inputs", "inputs", "Inputs", "What was told beside the lines, such as targets and costs", z.strictObject({ inputs: list, measures: z.unknown() }));
}

function describeImports(get: Get, change: Change): void {
  const id = inPath({ id: "Its number." });
  const upload = (words: z.ZodObject, media: string[]) => ({
    description: "The file itself, or a form with one or several files; the words of the query may also be fields of the form.",
    required: true,
    content: { "multipart/form-data": { schema: z.looseObject(words.shape) }, ...Object.fromEntries(media.map((type) => [type, { schema: { type: "string" as const, format: "binary" } }])) },
  });
  const media = ["text/csv", "application/x-ndjson", "application/vnd.apache.parquet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"];
  get("imports", "imports", "Imports", "What was done to the lines, in order", z.strictObject({ imports: list, next_cursor: text.nullable() }), { request: { query: page } });
  get("imports/{id}", "importChange", "Imports", "What one import changed: of each of its lists the rows of a page", object({ lines: list, corrections: list, facts: list, statements: list, next_cursor: text.nullable() }), { request: { params: id, query: page } });
  const refused = { 422: answers("It can't be taken as it is; nothing of what is named was kept.", { $ref: "#/components/schemas/Refusal" }) };
  change("post", "imports", "importFile", "Imports", "Take in a file of lines or of customers", { request: { query: importWords, body: upload(importWords, media) }, responses: refused });
  for (const [method, path, name] of [["delete", "imports/{id}", "undoImport"], ["post", "imports/{id}/undo", "undo"]] as const) change(method, path, name, "Imports", "Undo an import", { request: { params: id, query: z.object({ ...note, ...dryRun, ...restates }) } });
  const inputs = upload(inputWords, media);
  change("post", "inputs", "importInputs", "Inputs", "Tell inputs: a file, or rows as JSON", { request: { query: inputWords, body: { ...inputs, content: { ...inputs.content, ...body(shapes.inputs).content } } }, responses: refused });
  change("delete", "inputs/{id}", "unsay_input", "Inputs", "Take an input back", { request: { params: id, query: z.object({ ...note, ...dryRun }) } });
}
