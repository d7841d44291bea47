/** Random cells of a random book: which figures are explained, whether each level sums, and what their leaves alone come to. */
import { openBook, type Book, type ExplainedPart, type ExplainParams, type Explanation, type Figure } from "../src/index.js";
import { explainedColumns, explainedReports } from "../src/catalogue/explanation.js";
import { ofMember, type RandomBook } from "./oracle/book-arbitrary.js";
import { METHODS } from "./oracle/answers.js";
import type { Cut } from "./oracle/cut.js";
import { dayBefore, type Row } from "./oracle/index.js";

/** A row of a report: asked by its groups it is one of several, and explained each of its figures is a cell. */
export interface Question {
  report: string;
  period: string;
  params: { method?: string; level?: string };
  by: string[];
}

export interface RandomCell {
  question: Question;
  group: string[];
  cell: string;
  amount: Figure;
}

const everything = 1_000_000;

/** Every cell that is not zero, of every nth question about the reports, ranges, methods and cuts that the book is asked. */
export async function cellsOf(book: Book, { questions }: RandomBook, every: number, first: number): Promise<RandomCell[]> {
  const found: RandomCell[] = [];
  const chosen = questionsOf(questions.ranges, [...questions.cuts, questions.productCut]).filter((_, at) => at % every === first % every);
  for (const question of chosen) {
    const { rows } = await book.run(question.report, { ...spanOf(question), ...question.params, ...(question.by.length > 0 ? { by: question.by } : {}) });
    const columns = explainedColumns(explainedReports.find(({ name }) => name === question.report)!);
    for (const row of rows) {
      for (const { name } of columns) {
        const amount = row[name] as Figure | undefined;
        if (/[1-9]/.test(String(amount ?? ""))) found.push({ question, group: question.by.map((column) => `${column}=${String(row[column])}`), cell: name, amount: amount! });
      }
    }
  }
  return found;
}

/** The groups of the book, and those that are worked out, are asked in turn. */
const workedOut = [["tier"], ["commitment"], ["tenure", "segment"], ["remaining_term"], ["cohort"]];

function questionsOf(ranges: RandomBook["questions"]["ranges"], cuts: Cut[]): Question[] {
  return ranges.flatMap(({ from, to }, at): Question[] => {
    const period = `${from}/${dayBefore(to)}`;
    const { by, level } = cuts[at % cuts.length]!;
    const computed = workedOut[(at + cuts.length) % workedOut.length]!;
    return METHODS.flatMap((method): Question[] => [
      { report: "waterfall", period, params: { method, ...(level === undefined ? {} : { level }) }, by },
      { report: "waterfall", period, params: { method }, by: computed },
      { report: "logos", period, params: { method }, by: level === undefined ? by : [] },
    ]).concat([
      { report: "waterfall", period, params: { level: "customer_product" }, by: ["product"] },
      { report: "trend", period, params: {}, by: computed },
      { report: "snapshot", period: from, params: {}, by },
    ]);
  });
}

const spanOf = ({ report, period }: Question): Record<string, string> => {
  const [from = "", to = ""] = period.split("/");
  return report === "snapshot" ? { on: from } : { from, to, grain: "total" };
};

export function asked({ question, group, cell }: RandomCell, top: number = everything): ExplainParams & { report: string } {
  const { report, period, params } = question;
  return { report, cell, period, ...params, by: group, top };
}

const minor = (figure: Figure | null | undefined): bigint => BigInt(String(figure ?? 0).replace(".", ""));
const sum = (figures: (Figure | null | undefined)[]): bigint => figures.reduce<bigint>((total, figure) => total + minor(figure), 0n);

/** What does not sum to what stands above it. */
export function wrongSums({ whole, unit, parts, rest }: Explanation): string[] {
  const wrong = (name: string, above: Figure | null, below: bigint): string[] => (minor(above) === below ? [] : [`${name}: ${String(above)}, but below it ${below}`]);
  const linesOf = (part: ExplainedPart, side: "before" | "after" | "amount") => sum([...part.lines, part.rest].map((one) => one?.[side]));
  return [
    ...wrong("the figure", whole, sum([...parts, rest].map((one) => one?.amount))),
    ...parts.flatMap((part) => [
      ...wrong(`${part.customer} before`, part.before, linesOf(part, "before")),
      ...wrong(`${part.customer} after`, part.after, linesOf(part, "after")),
      ...(unit === "money" ? wrong(part.customer, part.amount, linesOf(part, "amount") + sum(part.apart.map(({ amount }) => amount))) : []),
    ]),
  ];
}

/** The rows of the book that an explanation ends in; throws where one is not the row that it says. */
export function leavesOf({ parts }: Explanation, rows: Row[]): Row[] {
  const leaves = parts.flatMap((part) => [...part.lines, ...part.beside]).map(({ line_id, source }) => {
    const row = rows[source.row - 1];
    if (row?.["line_id"] !== line_id) throw new Error(`row ${source.row} of the book is not ${line_id}`);
    return row;
  });
  return [...new Set(leaves)];
}

/** Several cells' leaves in one book, each under names of its own: what each comes to there. */
export async function derivedAgain(cells: { cell: RandomCell; explanation: Explanation; leaves: Row[] }[], knobs: Record<string, unknown>): Promise<Map<RandomCell, bigint>> {
  const rows = cells.flatMap(({ leaves }, at) => leaves.map((row) => ofMember(row, nameOf(at))));
  if (rows.length === 0) return new Map(cells.map(({ cell }) => [cell, 0n]));
  const book = await openBook({ path: ":memory:", policy: knobs });
  await book.import(rows);
  const found = new Map<RandomCell, bigint>();
  for (const [at, { cell }] of cells.entries()) found.set(cell, await amountIn(book, cell, nameOf(at)));
  await book.close();
  return found;
}

const nameOf = (at: number): string => `cell${at}`;

/** Cells of one question are answered by one run, by customer. */
const answers = new WeakMap<Book, Map<string, Promise<Record<string, unknown>[]>>>();

async function amountIn(book: Book, { question, group, cell }: RandomCell, name: string): Promise<bigint> {
  const by = [...new Set([...question.by, "customer"])];
  const known = answers.get(book) ?? new Map<string, Promise<Record<string, unknown>[]>>();
  answers.set(book, known);
  const key = JSON.stringify(question);
  const run = known.get(key) ?? book.run(question.report, { ...spanOf(question), ...question.params, by }).then(({ rows }) => rows);
  known.set(key, run);
  const rows = (await run).filter((row) => String(row["customer"]).endsWith(`.${name}`) && group.every((pair) => matches(row, pair, name)));
  return sum(rows.map((row) => row[cell === "mrr" ? "arr" : cell] as Figure));
}

function matches(row: Record<string, unknown>, pair: string, name: string): boolean {
  const at = pair.indexOf("=");
  const [column, value] = [pair.slice(0, at), pair.slice(at + 1)];
  return row[column] === (column === "customer" ? `${value}.${name}` : value);
}

/** A figure in minor units, or a number. */
export const figureOf = ({ cell, amount }: RandomCell, { whole }: Explanation): bigint => minor(cell === "mrr" ? whole : amount);
