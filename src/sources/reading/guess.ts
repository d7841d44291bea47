/** From a header and the first rows to a way of reading them: what each column is, how sure that is, and what has to be asked. */
import { knownAttributes, lineColumns, requiredColumns } from "../../domain/contract.js";
import { nearest, problem, type Problem } from "../../domain/problem.js";
import { loose } from "../loose.js";
import { safeText } from "../safe-text.js";
import type { TableRow } from "../table.js";
import { lookAt } from "./column-look.js";
import { guessAmount } from "./guess-amount.js";
import { guessDates, noticeWhoLeft } from "./guess-dates.js";
import { carried, carriedDown, carrying, type Carried } from "./guess-fill-down.js";
import { guessGrid, keepAttributes } from "./guess-grid.js";
import { guessCustomer, guessLineId, guessWords } from "./guess-identity.js";
import { tellOneTime } from "./guess-one-time.js";
import { guessOwn, isOwnList } from "./guess-own.js";
import { guessStatus } from "./guess-status.js";
import { guessYears } from "./guess-years.js";
import type { Guess, Hints, Question, Shape } from "./guess-types.js";
import { Guessing, type Reliance, mapFlag } from "./guessing.js";
import { spellingOf } from "./spelling.js";
import { guessScale } from "./title-words.js";

/**
 * Guesses how a table is to be read. `rows` are the first of it, some hundreds; what is said in `hints` is believed.
 * Where `problems` has an error, nothing may be read before it is answered.
 */
export function guessReading(header: readonly string[], given: readonly TableRow[], hints: Hints = {}): Guess {
  const found = isFilledDown(header, hints) ? carriedDown(lookAt(header, given, {}), given, hints) : undefined;
  const isFilled = found !== undefined && (found.isSure || hints.fillDown !== undefined);
  const names = found?.columns.map((look) => look.name) ?? [];
  const guess = guessFilled(header, isFilled ? carried(given, found) : given, { ...hints, ...(isFilled ? { profile: { ...hints.profile, fill_down: names } } : {}) });
  const unknown = unknownColumn(header, hints);
  if (unknown !== undefined) return { ...guess, problems: [unknown, ...guess.problems] };
  if (isFilled && guess.watch !== undefined) return { ...guess, watch: watchFilled(guess.watch, found) };
  if (found === undefined || isFilled) return guess;
  const flag = `--fill-down "${safeText(names[0]!)}"`;
  const sentence = `${names[0]} is empty in ${found.rows} of ${given.length} rows looked at, which have amounts: it may stand only in the first of a customer's rows, or it was left out.`;
  const question: Question = { field: "fill_down", sentence, candidates: [], choices: ["--fill-down none"], flag };
  return { ...guess, questions: [question, ...guess.questions], problems: [problemOfQuestion(question, hints.file), ...guess.problems] };
}

/** The position of the column of customers that stands only in the first of their rows, as far as these rows tell. */
export function leadingColumn(header: readonly string[], rows: readonly TableRow[], hints: Hints = {}): number | undefined {
  return isFilledDown(header, hints) ? carriedDown(lookAt(header, rows, {}), rows, hints)?.columns[0]?.position : undefined;
}

/** Rows are looked at with the names that stand above them, and told as they stand. */
function watchFilled(watch: NonNullable<Guess["watch"]>, found: Carried): NonNullable<Guess["watch"]> {
  return () => {
    const watched = watch();
    const fill = carrying(found);
    return (rows) => {
      const filled = new Map(rows.map((row) => [fill(row), row]));
      return watched([...filled.keys()]).map((row) => filled.get(row)!);
    };
  };
}

function unknownColumn(header: readonly string[], { fillDown = "none", file }: Hints): Problem | undefined {
  if (fillDown === "none" || header.some((name) => loose(name) === loose(fillDown))) return undefined;
  const names = header.filter((name) => name.trim() !== "").map(safeText);
  return problem("map-column-unknown", { field: "fill_down", column: fillDown, nearest: nearest(fillDown, names), others: names.slice(0, 30).join(", ") }, file === undefined ? {} : { file });
}

/** Whether rows may lack a name that stands above them; in a list with our own columns each row speaks for itself. */
function isFilledDown(header: readonly string[], { fillDown, profile }: Hints): boolean {
  if (fillDown !== undefined || profile?.fill_down !== undefined) return fillDown !== undefined && fillDown !== "none";
  return !requiredColumns.every((field) => header.some((name) => loose(name) === loose(field)));
}

function guessFilled(header: readonly string[], rows: readonly TableRow[], hints: Hints): Guess {
  const decimal = hints.decimal ?? hints.profile?.decimal;
  const dateOrder = hints.dateOrder ?? hints.profile?.date_order;
  const guess = new Guessing(lookAt(header, rows, { dateOrder, decimal }), rows, hints);
  if (decimal !== undefined) guess.profile.decimal = decimal;
  if (dateOrder !== undefined) guess.profile.date_order = dateOrder;
  if (hints.amountsIn !== undefined) guess.profile.amounts_in = hints.amountsIn;
  const shape = guessGrid(guess) ? "grid" : guessLines(guess);
  guessScale(guess, shape);
  const spelling = spellingOf(guess.profile, header, rows, hints.file);
  if (spelling.date_order !== undefined) guess.profile.date_order = spelling.date_order;
  if (spelling.decimal !== undefined) guess.profile.decimal = spelling.decimal;
  return {
    profile: guess.profile,
    columns: guess.guessed(),
    shape,
    assumptions: [...guess.assumptions, ...spelling.assumptions],
    questions: guess.questions,
    ...(guess.endColumn === undefined || guess.profile.end_convention !== undefined ? {} : { openEnds: guess.endColumn }),
    ...(guess.reliances.length === 0 ? {} : { watch: () => (rows: readonly TableRow[]) => brokenBy(rows, guess.reliances) }),
    problems: [...guess.problems, ...guess.questions.map((question) => problemOfQuestion(question, hints.file)), ...spelling.problems],
  };
}

/** The first row of these that breaks each of what a guess relied on. */
function brokenBy(rows: readonly TableRow[], reliances: readonly Reliance[]): TableRow[] {
  const broken = reliances.flatMap(({ looks, isBroken }) => {
    const others = looks.map((look) => ({ ...look, texts: rows.map(({ cells }) => (cells[look.position] ?? "").trim()) }));
    return rows.find((_, at) => isBroken(others, at)) ?? [];
  });
  return [...new Set(broken)];
}

/** The flags that answer a question, the likeliest first. */
export function flagsOf(question: Question): string[] {
  const columns = question.candidates.map(({ column }) => mapFlag(question.field, column));
  const choices = question.choices.map((choice) => (choice.startsWith("--") ? choice : `--const ${question.field}=${choice}`));
  return [...new Set([question.flag, ...(choices.length > 0 ? choices : columns)])];
}

/** A question as a problem that prints the flag to give, where nobody can be asked. */
export function problemOfQuestion(question: Question, file?: string): Problem {
  const others = flagsOf(question).slice(1, 7).join(", ");
  return problem("reading-question", { field: question.field, sentence: question.sentence, flag: question.flag, others }, file === undefined ? {} : { file });
}

function guessLines(guess: Guessing): Shape {
  const isOwn = isOwnList(guess);
  takeOwnNames(guess, isOwn);
  if (isOwn) guessOwn(guess);
  else guessForeign(guess);
  noticeWhoLeft(guess);
  takeEmpty(guess);
  tellOneTime(guess);
  keepAttributes(guess);
  return shapeOf(guess);
}

function guessForeign(guess: Guessing): void {
  guessCustomer(guess);
  guessDates(guess);
  guessYears(guess);
  guessWords(guess);
  guessAmount(guess);
  guessLineId(guess);
  guessStatus(guess);
}

/** Columns that are called as a line's columns are. */
function takeOwnNames(guess: Guessing, isOwn: boolean): void {
  for (const field of [...lineColumns, ...knownAttributes]) {
    if (guess.has(field)) continue;
    const look = guess.free().find((each) => loose(each.name) === loose(field));
    if (look === undefined || (!isOwn && byValue.has(field))) continue;
    guess.claim(look, field, 1, "it is called so");
  }
}

/** Columns of ours that hold nothing, where nothing else gives the field: read, they say nothing, and are no attributes. */
function takeEmpty(guess: Guessing): void {
  for (const look of guess.looks) {
    const field = look.filled > 0 ? undefined : lineColumns.find((name) => loose(name) === loose(look.name));
    if (field !== undefined && !guess.has(field) && !(requiredColumns as readonly string[]).includes(field)) guess.claim(look, field, 1, "it is called so, and is empty");
  }
}

/** In a foreign list the values of these, and the columns beside them, say what they are, whatever the name. */
const byValue = new Set(["line_id", "kind", "billing", "auto_renew", "currency", "amount", "amount_per", "quantity", "discount_percent", "discount_amount", "contract_id", "start_date", "end_date"]);

function shapeOf(guess: Guessing): Shape {
  const words = guess.looks.map((look) => look.words).join("|");
  const end = guess.profile.columns["end_date"];
  const hasTerm = end !== undefined && "months" in end && typeof end.months === "object";
  if (hasTerm || / (?:opportunity|deal|close date|dealname|dealstage|closed won|stage) /.test(words)) return "deals";
  return / (?:subscription|plan|interval|mrr|churn) /.test(words) ? "subscriptions" : "lines";
}
