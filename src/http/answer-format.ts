/** In which format an answer goes out: ?format= or the header Accept. */
import { Readable } from "node:stream";
import type { Context } from "hono";
import { refuse } from "../domain/problem.js";
import { parquetOf } from "../engine/parquet.js";
import { csvOf } from "../export/csv.js";
import { jsonOf } from "../export/json.js";
import { markdownOf } from "../export/markdown.js";
import { sheetOf } from "../export/sheet.js";
import type { ReportResult } from "../catalogue/index.js";
import type { Env } from "./serving.js";

interface AnswerFormat {
  type: string;
  /** Of a file that a browser saves. */
  extension: string;
  write: (result: ReportResult) => Iterable<string> | Promise<Uint8Array>;
}

export const answerFormats: Readonly<Record<string, AnswerFormat>> = {
  json: { type: "application/json; charset=utf-8", extension: "json", write: jsonOf },
  csv: { type: "text/csv; charset=utf-8; header=present", extension: "csv", write: (result) => csvOf(sheetOf(result, [])) },
  markdown: { type: "text/markdown; charset=utf-8", extension: "md", write: (result) => [...markdownOf(sheetOf(result, []), undefined), ...problemLines(result)] },
  parquet: { type: "application/vnd.apache.parquet", extension: "parquet", write: (result) => parquetOf(result) },
};

/** What is wrong with the figures stands under them, as a table that is pasted somewhere takes no header along. */
const problemLines = ({ problems }: ReportResult): string[] => problems.map(({ severity, code, message }) => `\n> **${severity}** ${code}: ${message.replaceAll(/\s*\n\s*/g, " ")}\n`);

/** What JSON says of an answer beside its rows, for those who take the rows alone. */
function sayBeside(c: Context<Env>, { currency, provenance, problems }: ReportResult): void {
  if (currency !== null) c.header("Annua-Currency", currency);
  c.header("Annua-Provenance", Object.entries(provenance).map(([name, value]) => `${name}=${String(value)}`).join("; "));
  const said = [...new Set(problems.map(({ severity, code }) => `${severity} ${code}`))];
  if (said.length > 0) c.header("Annua-Problems", said.join(", "));
}

/** The format that is asked for; JSON where nobody minds. */
export function formatOf(c: Context<Env>): string {
  const said = c.req.query("format");
  if (said === "xlsx") refuse("option-later", { option: "format=xlsx", works: "format=csv, which every spreadsheet opens, or json, markdown, parquet" });
  if (said !== undefined) return Object.hasOwn(answerFormats, said) ? said : refuse("param-value", { param: "format", value: said, expected: Object.keys(answerFormats).join(", ") });
  const accept = c.req.header("accept")?.trim() || "*/*";
  return acceptable(accept) ?? refuse("accept-unknown", { accept: accept.slice(0, 200), offered: Object.values(answerFormats).map(({ type }) => type.split(";")[0]!) });
}

/** The form that a header Accept likes best; of several that it likes as much the one it names first. */
function acceptable(accept: string): string | undefined {
  const liked = accept.toLowerCase().split(",").map((part) => {
    const [type = "", ...words] = part.split(";").map((word) => word.trim());
    return { type, weight: Number(words.find((word) => word.startsWith("q="))?.slice(2) ?? 1) };
  });
  const isFor = (type: string, offered: string): boolean => type === offered || type === "*/*" || (type.endsWith("/*") && offered.startsWith(type.slice(0, -1)));
  for (const { type } of liked.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight)) {
    const found = Object.entries(answerFormats).find(([, format]) => isFor(type, format.type.split(";")[0]!));
    if (found !== undefined) return found[0];
  }
  return undefined;
}

/** Bytes up to which an answer is sent as one, with its length; a longer one is sent as it is written. */
const longest = 65_536;

export async function respondWithAnswer(c: Context<Env>, result: ReportResult, format: string): Promise<Response> {
  const { type, extension, write } = answerFormats[format]!;
  c.set("rows", result.rows.length);
  c.header("Content-Type", type);
  c.header("Vary", "Accept");
  if (c.req.query("format") !== undefined && format !== "json") c.header("Content-Disposition", `attachment; filename="${nameOf(result)}.${extension}"`);
  sayBeside(c, result);
  if (result.next_cursor !== null) c.header("Link", `<${nextPage(c, result.next_cursor)}>; rel="next"`);
  const written = write(result);
  return written instanceof Promise ? whole(c, await written) : respondWithChunks(c, written);
}

function respondWithChunks(c: Context<Env>, chunks: Iterable<string>): Response {
  const encoder = new TextEncoder();
  const bytes = chunks[Symbol.iterator]();
  const first: Uint8Array[] = [];
  for (let length = 0; length <= longest; ) {
    const { done, value } = bytes.next();
    if (done === true) return whole(c, Buffer.concat(first));
    const chunk = encoder.encode(value);
    first.push(chunk);
    length += chunk.length;
  }
  function* all(): Generator<Uint8Array> {
    yield* first;
    for (let next = bytes.next(); next.done !== true; next = bytes.next()) yield encoder.encode(next.value);
  }
  return c.body(Readable.toWeb(Readable.from(all())) as ReadableStream);
}

/** Whoever says how long it is lets small answers go uncompressed. */
function whole(c: Context<Env>, bytes: Uint8Array): Response {
  c.header("Content-Length", String(bytes.length));
  return c.body(new Uint8Array(bytes));
}

/** waterfall-2025-12-31: the report and the last day that was asked for. */
function nameOf({ report, params }: ReportResult): string {
  const day = params["to"] ?? params["on"];
  return [report, ...(day === undefined ? [] : [String(day).replace(/[^\w-]/g, "")])].join("-");
}

function nextPage(c: Context<Env>, cursor: string): string {
  const { pathname, searchParams } = new URL(c.req.url);
  searchParams.set("cursor", cursor);
  return `${pathname}?${searchParams.toString()}`;
}
