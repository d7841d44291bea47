/** A small way to say of a route what it takes and answers, so that it stands in /openapi.json and /docs. */
import type { OpenAPIHono, RouteConfig } from "@hono/zod-openapi";
import type { Handler } from "hono";
import { z } from "zod";
import { ruleOf } from "./access-rules.js";
import type { Env } from "./serving.js";

export type Route = Omit<RouteConfig, "responses"> & {
  /** What it answers where all is well; refusals are added. */
  responses: RouteConfig["responses"];
};

/** Refusals that any route may give; the shape is one, see `Refusal` in the document. */
const refusals = { 400: "BadRequest", 401: "SignInNeeded", 403: "NotAllowed", 404: "NotFound", 429: "Busy", 500: "Fault", 503: "Closing" } as const;

const open = [400, 403, 429, 500, 503] as const;

/** Says what a route does; whoever registers its handler elsewhere calls this beside it. The path is OpenAPI's: /users/{name}. */
export function describeRoute(app: OpenAPIHono<Env>, { responses, description, ...route }: Route): void {
  const least = ruleOf(route.method.toUpperCase(), honoPath(route.path))?.least ?? "owner";
  const codes = [...open, ...(least === "anyone" ? [] : [401 as const]), ...(route.path.includes("{") ? [404 as const] : [])];
  const refused = Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/responses/${refusals[code]}` }]));
  const needs = least === "anyone" ? "Open to anyone." : `Needs the role ${least}, where the book has accounts.`;
  app.openAPIRegistry.registerPath({ ...route, description: description === undefined ? needs : `${description}\n\n${needs}`, ...(least === "anyone" ? { security: [] } : {}), responses: { ...refused, ...responses } as RouteConfig["responses"] });
}

/** Registers a route with what is said of it. Its handler reads and checks what came: refusals have codes and remedies of the product's own. */
export function addRoute(app: OpenAPIHono<Env>, route: Route, handler: Handler<Env>): void {
  describeRoute(app, route);
  app.on(route.method.toUpperCase(), honoPath(route.path), handler);
}

const honoPath = (path: string): string => path.replace(/\{(\w+)\}/g, ":$1");

/** An answer of JSON. */
export const answers = (description: string, schema: z.ZodType | { $ref: string } | Record<string, unknown>, example?: unknown) => ({
  description,
  content: { "application/json": { schema: schema as z.ZodType, ...(example === undefined ? {} : { example }) } },
});

/** A body of JSON. */
export const takes = (schema: z.ZodType, example?: unknown) => ({ required: true, content: { "application/json": { schema, ...(example === undefined ? {} : { example }) } } });

/** Names in the path. */
export const inPath = (names: Record<string, string>) => z.object(Object.fromEntries(Object.entries(names).map(([name, description]) => [name, z.string().meta({ description })])));
