/** Bodies of changes: their schemas, made from the tables that the command line uses where there are such, and reading them. */
import type { Context } from "hono";
import { z } from "zod";
import { nearest, refuse } from "../domain/problem.js";
import { topics, type StatementField, type Topic } from "../domain/statements.js";
import type { Env } from "./serving.js";

const text = z.string().max(10_000);
const amount = z.union([z.string().max(100), z.number()]);
const words = z.record(z.string(), z.unknown());
const rehearses = z.boolean().optional().describe("Work out everything, also which closed periods it would restate, and keep nothing.");
const accepts = z.boolean().optional().describe("Keep it also where it restates closed periods.");

export interface BodyShape<S extends z.ZodType = z.ZodType> {
  schema: S;
  /** As a problem shows it. */
  example: string;
}

const fieldSchema = ({ kind, isRequired, sentence }: StatementField): z.ZodType<string | number | undefined> => {
  const schema = (kind === "amount" || kind === "share" ? amount : text).describe(sentence);
  return isRequired ? schema : schema.optional();
};

/** What is said of a topic: its fields, who says it, and since when it is known. */
const statementShape = (topic: Topic): BodyShape<z.ZodType<Record<string, string | number | boolean | undefined>>> => ({
  schema: z.strictObject({ ...Object.fromEntries(topic.fields.map((field) => [field.name, fieldSchema(field)])), by: text.optional(), recorded_on: text.optional(), dry_run: rehearses }),
  example: JSON.stringify(Object.fromEntries(topic.fields.filter(({ isRequired }) => isRequired).map((field) => [field.name, exampleOf(field)]))),
});

const exampleOf = ({ kind, choices = [] }: StatementField): string => choices[0] ?? { day: "2026-03-01", due: "2026-Q3", amount: "24000", customer: "acme" }[kind as string] ?? "…";

export const statementShapes = new Map(topics.map((topic) => [topic.name, statementShape(topic)]));

export const shapes = {
  answer: {
    schema: z.strictObject({ question: text, choice: text, until: text.optional(), note: text.optional(), by: text.optional(), dry_run: rehearses, accept_restatement: accepts }),
    example: '{ "question": "Q7", "choice": "renewed", "until": "2026-12" }',
  },
  adjustment: {
    schema: z.strictObject({ customer: text, amount, from: text, until: text.optional(), reason: text, by: text.optional(), dry_run: rehearses, accept_restatement: accepts }),
    example: '{ "customer": "acme", "amount": "-1200", "from": "2026-01", "reason": "credit of 3 March" }',
  },
  close: {
    schema: z.strictObject({ period: text, note: text.optional(), by: z.array(z.array(text).max(10)).max(20).optional(), again: z.boolean().optional() }),
    example: '{ "period": "2026-01", "by": [["segment"]], "note": "board of March" }',
  },
  policy: {
    schema: z.strictObject({ policy: z.union([text, z.int(), words]).optional(), set: words.optional(), dry_run: rehearses, accept_restatement: accepts }),
    example: '{ "set": { "overlap": "latest_start" } }',
  },
  inputs: {
    schema: z.strictObject({ rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))).min(1), dry_run: rehearses }),
    example: '{ "rows": [{ "period": "2026-03", "measure": "new_arr_target", "value": "120000" }] }',
  },
} satisfies Record<string, BodyShape>;

/** The body as its schema has it, and its text, by which a repeated request is known. */
export async function readBody<S extends z.ZodType>(c: Context<Env>, { schema, example }: BodyShape<S>): Promise<{ body: z.infer<S>; sent: string }> {
  const sent = await c.req.text();
  const found = schema.safeParse(parsed(sent, example));
  if (found.success) return { body: found.data, sent };
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  return refuse("body-unreadable", { reasons: [...new Set(found.error.issues.flatMap((issue) => reasonsOf(issue, known)))].slice(0, 20), example });
}

function parsed(sent: string, example: string): unknown {
  try {
    return JSON.parse(sent);
  } catch {
    return refuse("body-unreadable", { reasons: [sent.trim() === "" ? "it is empty" : "it is no JSON"], example });
  }
}

function reasonsOf(issue: z.core.$ZodIssue, known: readonly string[]): string[] {
  const path = issue.path.map(String).join(".").slice(0, 100);
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => ({ key: key.slice(0, 100), near: nearest(key.slice(0, 100), known) })).map(({ key, near }) => `there is no ${key}${near === undefined ? `; there are ${known.join(", ")}` : `; the nearest is ${near}`}`);
  if (issue.code === "invalid_type" && issue.message.endsWith("received undefined")) return [`${path} is missing`];
  return [`${path === "" ? "the whole" : path}: ${issue.message.replace(/^Invalid input: /, "")}`];
}

/** Numbers of a policy as the text that they are written with, as those of a policy file. */
export function knobsOf(value: unknown): unknown {
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.map(knobsOf);
  if (value !== null && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, knobsOf(one)]));
  return value;
}
