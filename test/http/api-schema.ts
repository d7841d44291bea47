/** The document of the API, and whether an answer is what it says. */
import { z } from "zod";
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

/** Whether values fit the schemas of the document's components; a reader of each is made once. */
export function fitting(api: Api): (schema: Record<string, unknown>, value: unknown) => string {
  const local = (schema: unknown): Record<string, unknown> => JSON.parse(JSON.stringify(schema).replaceAll("#/components/schemas/", "#/$defs/")) as Record<string, unknown>;
  const $defs = local(api.components.schemas);
  const readers = new Map<string, z.ZodType>();
  return (schema, value) => {
    const key = JSON.stringify(schema);
    const reader = readers.get(key) ?? z.fromJSONSchema({ ...local(schema), $defs } as never);
    readers.set(key, reader);
    const found = reader.safeParse(value);
    return found.success ? "" : found.error.issues.slice(0, 3).map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
  };
}
