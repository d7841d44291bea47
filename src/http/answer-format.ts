/** In which format an answer goes out: ?format= or the header Accept. */
import { Readable } from "node:stream";
import type { Context } from "hono";
import { refuse } from "../domain/problem.js";
import { csvOf } from "../export/csv.js";
import { jsonOf } from "../export/json.js";
import { markdownOf } from "../export/markdown.js";
import { sheetOf } from "../export/sheet.js";
import type { ReportResult } from "../catalogue/index.js";
import type { Env } from "./serving.js";

interface AnswerFormat {
  type: string;
  chunks: (result: ReportResult) => Iterable<string>;
}

export const answerFormats: Readonly<Record<string, AnswerFormat>> = {
  json: { type: "application/json; charset=utf-8", chunks: jsonOf },
  csv: { type: "text/csv; charset=utf-8; header=present", chunks: (result) => csvOf(sheetOf(result, [])) },
  markdown: { type: "text/markdown; charset=utf-8", chunks: (result) => markdownOf(sheetOf(result, []), undefined) },
};

/** The format that is asked for; JSON where nobody minds. */
export function formatOf(c: Context<Env>): string {
  const said = c.req.query("format");
  if (said !== undefined) return said in answerFormats ? said : refuse("param-value", { param: "format", value: said, expected: Object.keys(answerFormats).join(", ") });
  const accepted = (c.req.header("accept") ?? "*/*").split(",").map((part) => part.split(";")[0]!.trim());
  for (const type of accepted) for (const [name, format] of Object.entries(answerFormats)) if (format.type.startsWith(type)) return name;
  return "json";
}

/** A body is bytes, also where nobody but a test reads it. */
function* bytesOf(chunks: Iterable<string>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  for (const chunk of chunks) yield encoder.encode(chunk);
}

export function respondWithAnswer(c: Context<Env>, result: ReportResult, format: string): Response {
  const { type, chunks } = answerFormats[format]!;
  c.set("rows", result.rows.length);
  c.header("Content-Type", type);
  return c.body(Readable.toWeb(Readable.from(bytesOf(chunks(result)))) as ReadableStream);
}
