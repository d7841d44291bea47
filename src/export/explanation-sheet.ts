/** An explanation as a table whose first column is a tree: the figure, its parts, their lines, each with what made it and where it stands in the source. */
import type { ExplainedBeside, ExplainedKnob, ExplainedLine, ExplainedPart, ExplainedSource, Explanation, Figure } from "../catalogue/explanation.js";
import { count, label, money, type Column } from "../catalogue/define.js";
import type { ReportRow } from "../catalogue/index.js";
import { addDays } from "../domain/calendar.js";
import { madeFrom, scopeOf, type Sheet } from "./sheet.js";

interface Node {
  what: string;
  amount?: Figure | null;
  before?: string | null;
  after?: string | null;
  how?: string;
  source?: string;
  below?: Node[];
}

const branches = { unicode: { last: "└ ", next: "├ ", under: "│ " }, ascii: { last: "`- ", next: "|- ", under: "|  " } };

/** @param isUnicode false where a terminal knows ASCII only */
export function explanationSheet(explanation: Explanation, isUnicode = true): Sheet {
  const { title, currency, unit, params } = explanation;
  return {
    title: `${title}, explained`,
    scope: scopeOf(params),
    currency,
    columns: columnsOf(unit),
    rows: [...rowsOf(figureOf(explanation), isUnicode ? branches.unicode : branches.ascii)],
    shape: "plain",
    notes: [...notesOf(explanation), madeFrom(explanation)],
  };
}

const columnsOf = (unit: Explanation["unit"]): Column[] => [
  label("tree", "What it is made of"),
  unit === "money" ? money("amount", "flow", "Amount") : count("amount", "flow", "Customers"),
  money("before", "stock", "Before"), money("after", "stock", "After"), label("how", "How"), label("source", "Source row"),
];

function* rowsOf(node: Node, sign: typeof branches.unicode, stem = "", indent = ""): Generator<ReportRow> {
  const { what, amount = null, before = null, after = null, how = "", source = "", below = [] } = node;
  yield { tree: stem + what, amount, before, after, how, source };
  for (const [at, child] of below.entries()) {
    const isLast = at === below.length - 1;
    yield* rowsOf(child, sign, indent + (isLast ? sign.last : sign.next), indent + (isLast ? " ".repeat(sign.under.length) : sign.under));
  }
}

function figureOf(explanation: Explanation): Node {
  const { report, cell, title, amount, whole, parts, rest } = explanation;
  const below = [...parts.map((part) => partOf(part, explanation)), ...(rest === null ? [] : [{ what: `${rest.count} more`, amount: rest.amount }])];
  if (cell !== "mrr") return { what: title, amount, how: `${cell} of ${report}`, below };
  return { what: title, amount, how: "ARR / 12, rounded", below: [{ what: "ARR", amount: whole, how: `arr of ${report}`, below }] };
}

function partOf(part: ExplainedPart, { unit, params }: Explanation): Node {
  const { customer, name, product, kind, reason, amount, before, after, knobs, lines, rest, apart } = part;
  const isMoney = unit === "money";
  const moved = kind === "" ? [] : [`${kind} (${reason})${stepText(part, params)}`];
  return {
    what: [name === customer ? customer : `${customer} (${name})`, product].filter(Boolean).join(", "),
    amount, before, after, how: [...moved, ...knobTexts(knobs)].join("; "),
    below: [
      ...lines.map((line) => lineOf(line, isMoney, customer)),
      ...(rest === null ? [] : [{ what: `${rest.count} more line${rest.count === 1 ? "" : "s"}`, amount: isMoney ? rest.amount : null, before: rest.before, after: rest.after }]),
      ...apart.map((one): Node => ({ what: `less ${one.column}`, amount: one.amount, how: `stands in the column ${one.column}` })),
      ...besideOf(part),
    ],
  };
}

/** By events and by months a movement is in a step of its own. */
function stepText({ before_on, after_on }: ExplainedPart, { from, to }: Explanation["params"]): string {
  const first = addDays(before_on!, 1);
  if (first === from && after_on === to) return "";
  return first === after_on ? ` on ${after_on}` : ` from ${first} to ${after_on}`;
}

function lineOf(line: ExplainedLine, isMoney: boolean, payer: string): Node {
  const { line_id, customer, product, amount, before, after, formula, formula_before, knobs, rates, decisions } = line;
  const how = [
    formula, ...(formula_before === null ? [] : [`before: ${formula_before}`]), ...(decisions === "" ? [] : [`decided: ${decisions}`]),
    ...rates.map((rate) => `1 ${rate.currency} = ${rate.rate}${rate.from_on === null ? "" : ` from ${rate.from_on}`}`), ...knobTexts(knobs),
  ];
  return { what: [line_id, ...(customer === payer ? [] : [customer]), ...(product === "-" ? [] : [product])].join(", "), amount: isMoney ? amount : null, before, after, how: how.join("; "), source: sourceText(line.source) };
}

/** Lines that stand elsewhere at one of the closes, or take a line's place, are named; the others only counted. */
function besideOf({ beside }: ExplainedPart): Node[] {
  const telling = beside.filter((line) => line.before !== null || line.after !== null || line.replaces !== "");
  const silent = beside.length - telling.length;
  return [
    ...telling.map((line): Node => ({ what: `beside: ${line.line_id}`, before: line.before, after: line.after, how: besideText(line), source: sourceText(line.source) })),
    ...(silent === 0 ? [] : [{ what: `beside: ${silent} more line${silent === 1 ? "" : "s"}`, how: "of the same customer, without ARR at either close" }]),
  ];
}

const besideText = ({ before, after, replaces }: ExplainedBeside): string =>
  [replaces === "" ? "" : `takes the place of ${replaces}`, before === null && after === null ? "" : "in another cell"].filter(Boolean).join("; ");

const knobTexts = (knobs: readonly ExplainedKnob[]): string[] => knobs.map(({ knob, value }) => `${knob}: ${value}`);

const sourceText = ({ file, row, import_id, recorded_at }: ExplainedSource): string =>
  `${file}:${row}, import ${import_id}, ${recorded_at === null ? "known since ever" : `recorded ${recorded_at.slice(0, 10)}`}`;

/** What a reader needs to know who adds the tree up. */
function notesOf({ unit, parts }: Explanation): string[] {
  const hasBeside = parts.some(({ beside }) => beside.length > 0);
  return [
    unit === "money" ? "The amounts below each figure sum to it." : "The customers sum to the figure; the ARR of the lines sums to that of their customer, before and after.",
    ...(hasBeside ? ["What stands beside is in no sum; without it the others could not be worked out."] : []),
  ];
}
