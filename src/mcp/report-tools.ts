/** One tool for each report of the catalogue. */
import { exampleOf } from "../catalogue/example.js";
import { reports, type Param, type Report, type ReportResult } from "../catalogue/index.js";
import { cursor, limit } from "../catalogue/params.js";
import { refuse } from "../domain/problem.js";
import type { Book } from "../engine/book.js";
import { checkCursor, cursorAfter, pagedAs, readCursor } from "../engine/page-cursor.js";
import { nextOf, textOf } from "./answer-text.js";
import { takesOf } from "./brief.js";
import { choosing } from "./choosing.js";
import { wordsOf, type Tool } from "./tool.js";

/** Rows of an answer where nobody says how many, and the most that a model may ask for. */
const usualRows = 100;
const mostRows = 1000;

export const reportTools = (): Tool[] => reports.map((report) => reportTool(report, choosing[report.name]));

function reportTool(report: Report, when: string): Tool {
  const params = pagedParams(report);
  const example = exampleOf(report);
  const asked = Object.keys(example).length === 0 ? "" : ` Example: ${JSON.stringify(example)}.`;
  return {
    name: report.name,
    title: report.title,
    description: `${when}${asked}`,
    takes: takesOf(report.name, isShort(report) ? report.params : params),
    answer: async (said, ask) => {
      const words = wordsOf(report.name, params, said);
      const rows = rowsAsked(words["limit"]);
      const { result, total } = await ask((book) => asPage(book, report, words, rows));
      const next = nextOf({ report, result });
      return { text: textOf({ report, result, total, before: Number(words["cursor"] ?? 0) }, next), structured: { ...result, ...(total === undefined ? {} : { total }), ...(report.tie === undefined ? {} : { tie: report.tie }), ...(next === undefined ? {} : { next }) } };
    },
  };
}

/** Every answer comes in pages, also that of a report which gives all of its rows elsewhere. */
function pagedParams({ params }: Report): readonly Param[] {
  const page: Param = { ...limit, most: mostRows, default: usualRows };
  return [...params.filter(({ name }) => name !== limit.name && name !== cursor.name), page, cursor];
}

/** Nothing that is asked for makes it long, and neither do many customers: pages, which it takes, are not worth saying. */
const isShort = ({ params, columns, isList }: Report): boolean => isList !== true && ![...params, ...columns].some(({ name }) => name === "customer") && !params.some(({ name }) => [limit.name, "by", "from", "list", "detail", "only"].includes(name));

function rowsAsked(said: unknown): number {
  const text = String(said ?? usualRows);
  if (!/^[1-9]\d{0,3}$/.test(text) || Number(text) > mostRows) refuse("param-value", { param: "limit", value: text.slice(0, 100), expected: `a whole number from 1 to ${mostRows}` });
  return Number(text);
}

async function asPage(book: Book, report: Report, words: Record<string, unknown>, most: number): Promise<{ result: ReportResult; total?: ReportResult["rows"] }> {
  const isPaged = report.params.some(({ name }) => name === cursor.name);
  const { limit: _, cursor: said, ...whole } = words;
  const result = isPaged ? await book.run(report.name, { ...words, limit: most }) : pageOf(await book.run(report.name, whole), most, said);
  const { by, ...ungrouped } = whole;
  const isCut = by !== undefined && [by].flat().length > 0 && said === undefined && result.rows.length > 0 && !isPaged;
  return isCut ? { result, total: (await book.run(report.name, ungrouped)).rows } : { result };
}

/** A page of an answer that comes whole; its cursors are as those of lists. */
function pageOf(result: ReportResult, most: number, said: unknown): ReportResult {
  const text = String(said ?? 0);
  const { after: from } = readCursor(text) ?? refuse("param-value", { param: "cursor", value: text.slice(0, 100), expected: "the next_cursor of the page before" });
  const paged = pagedAs(result);
  checkCursor(text, paged);
  const end = from + most;
  return { ...result, rows: result.rows.slice(from, end), next_cursor: end < result.rows.length ? cursorAfter(end, paged) : null };
}
