/** How sent files are read and kept: the options of `annua import` and `annua inputs import`, as words of a query or fields of a form. */
import { dirname } from "node:path";
import { z } from "zod";
import { nearest, ProblemError, refuse } from "../domain/problem.js";
import type { InputOptions } from "../engine/import-inputs.js";
import type { ImportOptions } from "../engine/import.js";
import { isEncoding } from "../sources/in-utf8.js";
import { findProfile, type RowFilter } from "../sources/profile/index.js";
import { filtersOfText } from "../sources/reading/keep.js";
import { isYes } from "./asking.js";
import type { Upload } from "./upload.js";

const text = z.string().max(10_000);
const list = z.array(text).max(1000);
const whole = z.string().regex(/^\d{1,9}$/, "a whole number such as 10");
const yes = z.enum(["true", "false", "1", "0", "yes", "no", ""]);

/** What says how rows are read. */
const reading = {
  sheet: text.describe("The sheet of a workbook, by name or number."),
  header_row: whole.describe("The row that names the columns."),
  encoding: text.refine(isEncoding, "an encoding such as windows-1252").describe("How the text is written, where it is not UTF-8."),
  map: list.describe("field=Their Name; repeatable."),
  date_order: z.enum(["dmy", "mdy", "ymd"]),
  decimal: z.enum([".", ","]),
  source: text.min(1).describe("The name of the source, also of the next file of it."),
  allow_rejects: yes.describe("Go on without the rows that can't be used."),
  max_rejects: whole.describe("Go on without them if there are at most so many."),
  dry_run: yes.describe("Judge and work out everything, and keep nothing."),
  name: text.describe("What the file is called, where it is the body."),
};

export const inputWords = z.strictObject(reading).partial();

export const importWords = z.strictObject({
  ...reading,
  profile: text.describe("How the file is read: a profile that ships, or one beside the book; or a part of the form with such a file."),
  const: list.describe("field=value for every row, such as amount_per=month; repeatable."),
  keep: list.describe("Rows that count, such as Status=Active,Paused; repeatable."),
  measure: z.enum(["mrr", "arr"]).describe("What the cells of a table by month hold."),
  amounts_in: z.enum(["cents", "units", "thousands", "millions"]),
  fill_down: text,
  end_convention: z.enum(["inclusive", "exclusive"]),
  customers: yes.describe("The files tell of customers, not of lines."),
  full: yes.describe("The file is its source's whole list: lines that it lacks end now."),
  formerly: list.describe("A name that the source had before; repeatable."),
  max_ended: z.string().regex(/^(\d{1,2}|100)$/, "a percentage from 0 to 100").describe("With full: at most so much of the source's lines and ARR; 25."),
  accept_jump: yes.describe("Go on where ARR becomes about ten times what it was, or a tenth."),
  accept_restatement: yes.describe("Keep it also where it restates closed periods."),
}).partial();

type InputWords = z.infer<typeof inputWords>;
export type ImportWords = z.infer<typeof importWords>;

/** What was said beside the files; a word that is not known, or said twice, is refused. */
export function wordsOf<S extends typeof inputWords | typeof importWords>(schema: S, { fields }: Upload, path: string): z.infer<S> {
  const known = Object.keys(schema.shape);
  const lists = ["map", "const", "keep", "formerly"];
  const given = Object.entries(fields).map(([name, said]) => {
    if (!known.includes(name)) refuse("query-unknown", { path, param: name.slice(0, 100), known, nearest: nearest(name.slice(0, 100), known) });
    if (said.length > 1 && !lists.includes(name)) refuse("options-clash", { one: `${name}=${said[0]!}`, other: `${name}=${said[1]!}`, remedy: "Say it once." });
    return [name, lists.includes(name) ? said : said[0]] as const;
  });
  const found = schema.safeParse(Object.fromEntries(given));
  if (found.success) return found.data as z.infer<S>;
  const [issue] = found.error.issues;
  const param = String(issue!.path[0]);
  return refuse("param-value", { param, value: String(fields[param]?.[0] ?? "").slice(0, 100), expected: issue!.code === "invalid_value" ? issue!.values.filter((value) => value !== "").join(", ") : issue!.message });
}

export function inputOptionsOf(words: InputWords): InputOptions {
  return {
    sheet: words.sheet, headerRow: words.header_row === undefined ? undefined : Number(words.header_row), encoding: words.encoding, map: pairsOf("map", words.map), dateOrder: words.date_order,
    decimal: words.decimal, source: words.source, allowRejects: isYes("allow_rejects", words.allow_rejects) || words.max_rejects !== undefined,
    maxRejects: words.max_rejects === undefined ? undefined : Number(words.max_rejects), dryRun: isYes("dry_run", words.dry_run),
  };
}

/** @param book beside which profiles lie */
export function importOptionsOf(words: ImportWords, { files }: Upload, book: string): ImportOptions {
  const sentProfile = files.find(({ field }) => field === "profile");
  return {
    ...inputOptionsOf(words),
    profile: sentProfile === undefined ? profileOf(words.profile, book) : profileAt(sentProfile.path, book),
    beside: files.find(({ field }) => field === "beside")?.path,
    constants: pairsOf("const", words.const), rows: words.keep?.flatMap(filtersOf), measure: words.measure, amountsIn: words.amounts_in, fillDown: words.fill_down, endConvention: words.end_convention,
    full: isYes("full", words.full), formerly: words.formerly, maxEnded: words.max_ended === undefined ? undefined : Number(words.max_ended),
    acceptJump: isYes("accept_jump", words.accept_jump), acceptRestatement: isYes("accept_restatement", words.accept_restatement),
  };
}

/** Only by its name: a path would be one of the server's own. */
function profileOf(name: string | undefined, book: string): ImportOptions["profile"] {
  if (name === undefined) return undefined;
  if (!/^[\w-]+$/.test(name)) refuse("param-value", { param: "profile", value: name.slice(0, 100), expected: "the name of a profile, such as stripe; or send the file of one as the part `profile`" });
  return profileAt(name, book);
}

function profileAt(name: string, book: string): ImportOptions["profile"] {
  const { profile, problems } = findProfile(name, dirname(book));
  if (profile === undefined) throw new ProblemError(problems);
  return profile;
}

function pairsOf(param: string, pairs: readonly string[] | undefined): Record<string, string> | undefined {
  return pairs && Object.fromEntries(pairs.map((pair) => {
    const at = pair.indexOf("=");
    if (at <= 0) refuse("param-value", { param, value: pair.slice(0, 100), expected: param === "map" ? "field=Their Name" : "field=value" });
    return [pair.slice(0, at).trim(), pair.slice(at + 1)];
  }));
}

const filtersOf = (said: string): RowFilter[] => filtersOfText(said) ?? refuse("param-value", { param: "keep", value: said.slice(0, 100), expected: "Column=value,value or Column!=value, or all" });
