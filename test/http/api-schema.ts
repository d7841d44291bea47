/** The document of the API, and whether an answer is what it says. */
import type { App } from "./served.js";

export interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  security?: unknown[];
  parameters?: { name: string; in: string; schema: Record<string, unknown>; description?: string; required?: boolean; example?: unknown }[];
  requestBody?: { content: Record<string, { schema: unknown; example?: unknown }> };
  responses: Record<string, { $ref?: string; description?: string; content?: Record<string, { schema: Record<string, unknown> }> }>;
}

export interface Api {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Record<string, unknown>>; responses: Record<string, unknown>; securitySchemes: Record<string, unknown>; headers: Record<string, unknown> };
}

export async function apiOf(app: App): Promise<Api> {
  const response = await app.request("/openapi.json");
  return (await response.json()) as Api;
}

type Schema = Record<string, unknown>;
const said = new Set(["title", "description", "default", "example", "examples", "x-kind"]);

const typeOf = (value: unknown): string => (value === null ? "null" : Array.isArray(value) ? "array" : Number.isInteger(value) ? "integer" : typeof value);
const isType = (type: unknown, value: unknown): boolean => [type].flat().some((one) => one === typeOf(value) || (one === "number" && typeof value === "number"));

/** What each keyword asks of a value; a keyword that nobody checks is an error of the test. */
const keywords: Record<string, (wanted: never, value: unknown, schema: Schema, check: (schema: Schema, value: unknown, at: string) => string[], at: string) => string[]> = {
  type: (wanted: unknown, value, _, __, at) => (isType(wanted, value) ? [] : [`${at} is ${typeOf(value)}, not ${String(wanted)}`]),
  const: (wanted: unknown, value, _, __, at) => (value === wanted ? [] : [`${at} is not ${String(wanted)}`]),
  enum: (wanted: unknown[], value, _, __, at) => (wanted.includes(value) ? [] : [`${at} is none of ${wanted.join(", ")}: ${String(value)}`]),
  pattern: (wanted: string, value, _, __, at) => (typeof value !== "string" || new RegExp(wanted, "u").test(value) ? [] : [`${at} is not ${wanted}: ${value}`]),
  format: (wanted: string, value, _, __, at) => (wanted !== "date" || typeof value !== "string" || /^\d{4}-\d{2}-\d{2}$/.test(value) ? [] : [`${at} is no day: ${value}`]),
  minimum: (wanted: number, value, _, __, at) => (typeof value !== "number" || value >= wanted ? [] : [`${at} is below ${wanted}`]),
  maximum: (wanted: number, value, _, __, at) => (typeof value !== "number" || value <= wanted ? [] : [`${at} is above ${wanted}`]),
  items: (wanted: Schema, value, _, check, at) => (Array.isArray(value) ? value.flatMap((one, place) => check(wanted, one, `${at}[${place}]`)) : []),
  anyOf: (wanted: Schema[], value, _, check, at) => (wanted.some((one) => check(one, value, at).length === 0) ? [] : [`${at} is none of ${wanted.length} shapes`]),
  required: (wanted: string[], value, _, __, at) => (typeOf(value) === "object" ? wanted.filter((name) => !Object.hasOwn(value as object, name)).map((name) => `${at}.${name} is missing`) : []),
  properties: (wanted: Record<string, Schema>, value, _, check, at) => entriesOf(value).flatMap(([name, part]) => (Object.hasOwn(wanted, name) ? check(wanted[name]!, part, `${at}.${name}`) : [])),
  patternProperties: (wanted: Record<string, Schema>, value, _, check, at) => entriesOf(value).flatMap(([name, part]) => Object.entries(wanted).filter(([pattern]) => new RegExp(pattern).test(name)).flatMap(([, one]) => check(one, part, `${at}.${name}`))),
  additionalProperties: (wanted: boolean | Schema, value, schema, check, at) => {
    const isTold = (name: string): boolean => Object.hasOwn((schema["properties"] ?? {}) as object, name) || Object.keys((schema["patternProperties"] ?? {}) as object).some((pattern) => new RegExp(pattern).test(name));
    const others = wanted === true ? [] : entriesOf(value).filter(([name]) => !isTold(name));
    return others.flatMap(([name, part]) => (wanted === false ? [`${at}.${name} is not told of`] : check(wanted as Schema, part, `${at}.${name}`)));
  },
};

const entriesOf = (value: unknown): [string, unknown][] => (typeOf(value) === "object" ? Object.entries(value as object) : []);

/** What of a value is not as a schema of the document says; empty where all is. */
export function fitting(api: Api): (schema: Schema, value: unknown) => string {
  const check = (schema: Schema, value: unknown, at: string): string[] => {
    const { $ref, ...rest } = schema;
    if ($ref !== undefined) return check(api.components.schemas[String($ref).replace("#/components/schemas/", "")]!, value, at);
    return Object.entries(rest).flatMap(([keyword, wanted]) => {
      if (said.has(keyword)) return [];
      const rule = keywords[keyword];
      if (rule === undefined) throw new Error(`nobody checks ${keyword}`);
      return rule(wanted as never, value, rest, check, at);
    });
  };
  return (schema, value) => check(schema, value, "it").slice(0, 3).join("; ");
}
