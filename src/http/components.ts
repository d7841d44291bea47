/** What many routes share in the document of the API: problems, the envelope of an answer, refusals, ways to sign in. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import { problemTable } from "../domain/problem.js";
import { sessionCookie } from "./guard.js";
import type { Env } from "./serving.js";

const text = { type: "string" } as const;
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const exactly = (properties: Record<string, unknown>, required = Object.keys(properties)) => ({ type: "object", properties, required, additionalProperties: false }) as const;

const place = exactly({ file: text, row: { type: "integer" }, line: { type: "integer" }, column: { type: ["string", "integer"] }, value: text, text }, []);

const schemas: Record<string, Record<string, unknown>> = {
  Problem: {
    ...exactly({
      code: { ...text, description: "A stable word for what it is.", enum: Object.keys(problemTable).sort() },
      severity: { ...text, enum: ["error", "warning"] },
      at: { ...place, description: "Where in your files it sits." },
      message: { ...text, description: "What is wrong and what it does to the number." },
      remedy: { ...text, description: "How to mend it." },
      arr_at_stake: { ...text, description: "ARR that hangs on it, exact decimal text in the currency of the answer." },
      unrated_at_stake: { type: "object", additionalProperties: text, description: "ARR that hangs on it by currency, where there is no rate." },
    }, ["code", "severity", "at", "message", "remedy"]),
  },
  // what could not be taken is told beside the problems
  Refusal: { ...exactly({ ok: { const: false }, problems: { type: "array", items: ref("Problem") }, request_id: { ...text, description: "Stands in the server's log, too." } }), additionalProperties: true, description: "Every error has this shape." },
  Column: {
    ...exactly({
      name: text,
      type: { ...text, enum: ["money", "ratio", "count", "figure", "text", "date"] },
      kind: { ...text, enum: ["stock", "flow", "label"], description: "A stock is a balance and is not added up over time; a flow may be." },
      title: { ...text, description: "What a board reads." },
      when: text, blank: text,
      beside: { ...text, enum: ["vs", "difference"] },
    }, ["name", "type", "kind", "title"]),
  },
  Provenance: {
    ...exactly({ data: text, policy: text, vs_policy: text, decisions: text, model: text, known_on: { type: ["string", "null"] }, version: text }, ["data", "policy", "decisions", "model", "known_on", "version"]),
    description: "What an answer was made from: the same provenance and parameters give the same rows, byte for byte.",
  },
};

const refusal = (description: string, headers?: Record<string, unknown>) => ({ description, ...(headers === undefined ? {} : { headers }), content: { "application/json": { schema: ref("Refusal") } } });
const later = { "Retry-After": { description: "Seconds until it is worth asking again.", schema: { type: "integer" } } };

const responses: Record<string, Record<string, unknown>> = {
  BadRequest: refusal("It can't be answered as it stands; each problem says how to mend it."),
  SignInNeeded: refusal("Nobody is signed in, or the key or session is not valid.", { "WWW-Authenticate": { description: "Bearer", schema: text } }),
  NotAllowed: refusal("The role, or the rows that the asker may see, don't allow it."),
  NotFound: refusal("There is no such thing."),
  Busy: refusal("Too much at once.", later),
  Fault: refusal("A fault of Annua; the request's id stands in the log."),
  Closing: refusal("The server is being shut down.", later),
  NotModified: { description: "The answer is the one that the asker has (If-None-Match)." },
};

/** Registers them under the names by which routes call them. */
export function addComponents({ openAPIRegistry: registry }: OpenAPIHono<Env>): void {
  for (const [name, schema] of Object.entries(schemas)) registry.registerComponent("schemas", name, schema);
  for (const [name, response] of Object.entries(responses)) registry.registerComponent("responses", name, response as { description: string });
  registry.registerComponent("securitySchemes", "key", { type: "http", scheme: "bearer", description: "A key of `annua key add`, or of POST /api/v1/keys." });
  registry.registerComponent("securitySchemes", "session", { type: "apiKey", in: "cookie", name: sessionCookie, description: "The cookie of POST /api/v1/session. Changes need the header X-Annua: 1 beside it." });
  registry.registerComponent("headers", "ETag", { description: "Tells this answer from any other; send it as If-None-Match to be told 304 while it holds.", schema: text });
}
