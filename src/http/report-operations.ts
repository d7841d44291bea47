/** What the document of the API says of each report: made from its catalogue entry. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import { exampleOf, exampleQuery } from "../catalogue/example.js";
import { listTypes, paramSchema, paramsSchema, rowSchema, type JsonSchema } from "../catalogue/json-schema.js";
import { reports, type Param, type Report } from "../catalogue/index.js";
import { answerFormats } from "./answer-format.js";
import { answers, type Route } from "./describe.js";
import type { Env } from "./serving.js";

const prefix = "/api/v1/reports";

/** cs_impact is CsImpact in the names of schemas. */
const schemaName = (name: string): string => name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

const answerSchema = ({ name }: Report): JsonSchema => ({
  type: "object",
  properties: {
    report: { const: name },
    params: { type: "object", description: "What was asked, normalised." },
    currency: { type: "string", description: "Of all money in the rows." },
    columns: { type: "array", items: { $ref: "#/components/schemas/Column" } },
    rows: { type: "array", items: { $ref: `#/components/schemas/${schemaName(name)}Row` } },
    next_cursor: { type: ["string", "null"], description: "Where the next page starts, of this state of the book." },
    problems: { type: "array", items: { $ref: "#/components/schemas/Problem" } },
    provenance: { $ref: "#/components/schemas/Provenance" },
  },
  required: ["report", "params", "currency", "columns", "rows", "next_cursor", "problems", "provenance"],
  additionalProperties: false,
});

/** The rows and the answer of each report, under names of their own. */
export function addReportSchemas({ openAPIRegistry: registry }: OpenAPIHono<Env>): void {
  for (const report of reports as readonly Report[]) {
    registry.registerComponent("schemas", `${schemaName(report.name)}Row`, { title: report.title, ...rowSchema(report) } as Record<string, unknown>);
    registry.registerComponent("schemas", `${schemaName(report.name)}Answer`, answerSchema(report) as Record<string, unknown>);
  }
}

const inQuery = (name: string, schema: JsonSchema, rest: Record<string, unknown> = {}) => ({ name, in: "query" as const, schema: schema as Record<string, unknown>, ...rest });

function parameterOf(param: Param, example: unknown) {
  const { description, ...schema } = paramSchema(param);
  const form = listTypes.includes(param.type) ? { style: "form" as const, explode: false } : param.type === "condition" ? { style: "form" as const, explode: true } : {};
  return inQuery(param.name, schema, { description, ...(param.required === true && param.default === undefined ? { required: true } : {}), ...form, ...(example === undefined ? {} : { example: param.type === "whole" ? Number(example) : param.type === "switch" ? true : example }) });
}

/** Parameters that every report takes, beside its own. */
const shared = [
  inQuery("format", { type: "string", enum: Object.keys(answerFormats) }, { description: "The form of the answer, where the header Accept does not say it." }),
  inQuery("policy", { type: "string" }, { description: "A preset, such as stripe, under which this one answer is given." }),
  inQuery("set", { type: "array", items: { type: "string" } }, { description: "Another knob of the policy for this answer: knob=value; repeatable.", style: "form", explode: true }),
];

/** The route of a report, as the document has it. */
export function routeOf(report: Report): Route {
  const example = exampleOf(report);
  const others = report.aliases === undefined ? "" : ` Also called ${report.aliases.join(", ")}.`;
  const forms = Object.values(answerFormats).filter(({ type }) => !type.startsWith("application/json")).map(({ type }) => [type.split(";")[0]!, { schema: { type: "string" } }]);
  const answered = answers("The rows, and what they were made from.", { $ref: `#/components/schemas/${schemaName(report.name)}Answer` });
  return {
    method: "get",
    path: `${prefix}/${report.name}`,
    operationId: report.name,
    tags: ["Reports"],
    summary: report.title,
    description: `${report.sentence}${others}\n\nExample: \`GET ${prefix}/${report.name}${exampleQuery(report)}\``,
    parameters: [...report.params.map((param) => parameterOf(param, example[param.name])), ...shared],
    responses: {
      200: { ...answered, headers: { ETag: { $ref: "#/components/headers/ETag" } }, content: { ...answered.content, ...Object.fromEntries(forms) } },
      304: { $ref: "#/components/responses/NotModified" } as never,
    },
  };
}

/** The catalogue as GET /api/v1/reports gives it. */
export const catalogue = () =>
  (reports as readonly Report[]).map((report) => ({ ...report, params_schema: paramsSchema(report), row_schema: rowSchema(report), request: `${prefix}/${report.name}${exampleQuery(report)}` }));
