/** The definition of ARR: shown, set, compared, and where to start. */
import { readInstant } from "../domain/instant.js";
import { existsSync } from "node:fs";
import { changedWords, defaultPolicy, knobNames, knobs, presets, readPolicy, type Policy } from "../domain/policy.js";
import { nearest, ProblemError, refuse } from "../domain/problem.js";
import type { Book } from "../engine/book.js";
import { policyHash } from "../engine/policy-tables.js";
import { objectOf } from "../export/json.js";
import type { Sheet } from "../export/sheet.js";
import { textOf } from "../export/text.js";
import { tellingOf } from "./accepting.js";
import { bookOf } from "./lines-source.js";
import type { KnobEffect } from "./policy-sheets.js";
import type { Options } from "./options.js";
import { readKnobs } from "../sources/knob-words.js";
import { isPolicyFile, isPresetName, merged, readDefinition, readPolicyFile, type Words } from "./policy-words.js";
import { diffSheet, effectSheet, knobSheet, presetSheet, type Compared } from "./policy-sheets.js";
import { give, showingOf, writeOut } from "./showing.js";
import { filePage, pageFor, write, type Shell } from "./shell.js";
import { withBook } from "./with-book.js";

/** More lines than this make a reader wait for the effects of thirty other policies. */
const mostLines = 200_000;

interface InForce {
  policy: Policy;
  source: string;
  effects: KnobEffect[];
  /** Undefined where there is no book. */
  now: { on: string; arr: string } | undefined;
}

export async function showPolicy(shell: Shell, options: Options): Promise<void> {
  if (options.format === "yaml") return showYaml(shell, options);
  const showing = showingOf(shell, options);
  const withEffects = options["effects"] !== false;
  const inForce = await policyInForce(shell, options, withEffects);
  const { policy, source, effects, now } = inForce;
  if (showing.format !== "table") {
    const json = () => objectOf({ source, hash: policyHash(policy), policy, arr: now?.arr ?? null, on: now?.on ?? null, effects: withEffects ? effects : null });
    return give(shell, showing, { sheet: () => knobSheet(policy, source), json });
  }
  const page = showing.out === undefined ? pageFor(shell) : filePage;
  const sheets: Sheet[] = now === undefined || effects.length === 0 ? [] : [effectSheet(effects, policy, now.on, now.arr)];
  const chunks = [...sheets.flatMap((sheet) => [...textOf(sheet, page), "\n"]), ...textOf(knobSheet(policy, `${source}, ${policyHash(policy).slice(0, 15)}`), page)];
  await (showing.out === undefined ? write(shell.stdout, chunks) : writeOut(shell, showing.out, chunks));
}

/** The policy that a report would be answered under, and what single knobs would change. */
async function policyInForce(shell: Shell, options: Options, withEffects: boolean): Promise<InForce> {
  const path = options.book ?? bookOf(shell);
  const hasBook = existsSync(path);
  if (options.book !== undefined && !hasBook) refuse("book-missing", { book: path }, { file: path });
  const definition = await readDefinition(options, hasBook ? path : undefined);
  const by = [...(options.policy !== undefined && isPresetName(options.policy) ? [`the preset ${options.policy}`] : []), ...(options.set === undefined ? [] : ["--set"])];
  const said = by.length === 0 ? "" : `, changed by ${by.join(" and ")}`;
  if (!hasBook) return { policy: readPolicy(merged(definition) ?? {}).policy, source: `${definition.file ?? "the defaults"}${said}`, effects: [], now: undefined };
  return withBook(shell, { path, readOnly: true, policy: definition.words }, async (book) => {
    const set = definition.set ?? {};
    const policy = readPolicy(changedWords({ ...book.policy }, set)).policy;
    const source = `${definition.file ?? (await rememberedFrom(book, path))}${said}`;
    return { policy, source, ...(withEffects ? await effectsOf(shell, book, set) : { effects: [], now: undefined }) };
  });
}

async function effectsOf(shell: Shell, book: Book, set: Words): Promise<Pick<InForce, "effects" | "now">> {
  const { lines } = await book.contents();
  if (lines === 0) return { effects: [], now: undefined };
  const snapshot = await book.run("snapshot", { set });
  const now = { on: String(snapshot.params["on"]), arr: String(snapshot.rows[0]?.["arr"]) };
  if (lines > mostLines) {
    await write(shell.stderr, `The book has ${lines.toLocaleString("en-US")} lines; what each knob would do to ARR is not worked out. Try one: annua snapshot --set knob=value\n`);
    return { effects: [], now };
  }
  const size = ({ difference }: KnobEffect) => Math.abs(Number(difference));
  const effects = (await book.knobEffects(set)).map(({ knob, instead, figures, difference }): KnobEffect => ({ knob: knob!, instead, arr: figures.arr!, difference: difference.arr! }));
  return { effects: effects.toSorted((a, b) => size(b) - size(a)), now };
}

async function rememberedFrom(book: Book, path: string): Promise<string> {
  const last = (await book.policies()).at(-1);
  return last === undefined ? "the defaults" : `remembered by ${path} since ${readInstant(last.set_at, 19)} UTC (${last.source})`;
}

/** A whole policy file with a sentence for each knob. */
async function showYaml(shell: Shell, options: Options): Promise<void> {
  const { policy } = await policyInForce(shell, options, false);
  const { stringify } = await import("yaml");
  const knobTexts = knobNames.map((name) => `# ${knobs[name].sentence}\n${stringify({ [name]: policy[name] }, { lineWidth: 0 })}`);
  const text = `# What counts as ARR, and how. \`annua policy set annua.yaml\` makes it a book's own.\n\n${knobTexts.join("\n")}`;
  await (options.out === undefined ? write(shell.stdout, text) : writeOut(shell, options.out, [text]));
}

export async function setPolicy(shell: Shell, file: string | undefined, options: Options): Promise<void> {
  const showing = showingOf(shell, options);
  const path = options.book ?? bookOf(shell);
  if (file === undefined && options.set === undefined) refuse("command-line", { said: "There is no policy to set: name a file, a preset, or knobs with --set.", command: "annua policy set" });
  const isFile = file !== undefined && !isNumber(file) && isPolicyFile(file);
  // a file that can't be read is told before any book is opened
  const read = isFile ? await readPolicyFile(file) : undefined;
  const set = options.set === undefined ? {} : await readKnobs(options.set);
  await withBook(shell, { path, create: false }, async (book) => {
    const before: Compared = { name: "before", policy: book.policy, arr: await arrToday(book) };
    const given = read ?? (file === undefined ? (await book.policies()).at(-1)?.words : await wordsOf(file, book));
    const version = await book.setPolicy(changedWords(given ?? {}, set), file === undefined ? "--set" : isFile ? file : sourceOfName(file), tellingOf(shell, options));
    const after: Compared = { name: "now", policy: book.policy, arr: await arrToday(book) };
    const json = () => objectOf({ ...version, before: before.policy, arr_before: before.arr, after: after.policy, arr_after: after.arr });
    const sheet = diffSheet(before, after);
    const title = `Policy ${version.policy_version} of ${path}, set from ${version.source}`;
    await give(shell, showing, { sheet: () => ({ ...sheet, title, scope: [version.hash] }), json });
  });
  const beside = await readDefinition({}, path);
  if (beside.file !== undefined) await write(shell.stderr, `Note: reports on this book answer under ${beside.file}, which lies beside it, unless --policy says otherwise.\n`);
}

async function arrToday(book: Book): Promise<string | null> {
  if ((await book.imports()).length === 0) return null;
  return String((await book.run("snapshot")).rows[0]?.["arr"]);
}

export async function diffPolicies(shell: Shell, a: string, b: string | undefined, options: Options): Promise<void> {
  const showing = showingOf(shell, options);
  const path = options.book ?? bookOf(shell);
  const hasBook = existsSync(path);
  if (options.book !== undefined && !hasBook) refuse("book-missing", { book: path }, { file: path });
  const { words, file } = await readDefinition(options, hasBook ? path : undefined);
  const compared = hasBook
    ? await withBook(shell, { path, readOnly: true, policy: words }, async (book) => [await resolved(a, book, file), await resolved(b, book, file)] as const)
    : ([await resolved(a, undefined), await resolved(b, undefined)] as const);
  const json = () => objectOf({ a: compared[0], b: compared[1], differing: diffSheet(...compared).rows.map((row) => row["knob"]) });
  await give(shell, showing, { sheet: () => diffSheet(...compared), json });
}

/** A policy by a file, a preset, the number of one that the book was given, or, unsaid, the one in force. */
async function resolved(name: string | undefined, book: Book | undefined, file?: string): Promise<Compared> {
  const words = await wordsOf(name, book);
  const read = words === undefined ? { policy: book?.policy ?? defaultPolicy, problems: [] } : readPolicy(words);
  if (read.problems.length > 0) throw new ProblemError(read.problems);
  const { policy } = read;
  const lines = book === undefined ? 0 : (await book.contents()).lines;
  const arr = book === undefined || lines === 0 ? null : String((await book.run("snapshot", { policy: { ...policy } })).rows[0]?.["arr"]);
  return { name: name ?? (book === undefined ? "the defaults" : (file ?? "the book's")), policy, arr };
}

/** A policy that the book had goes by its number, and a file of that name by its path: ./1 */
const isNumber = (name: string): boolean => /^\d+$/.test(name);

/** The words of a policy by its name, for the book's company; undefined where none is named. */
export async function wordsOf(name: string | undefined, book: Book | undefined): Promise<Words | undefined> {
  if (name === undefined) return undefined;
  const version = isNumber(name) ? (await book?.policies())?.find((one) => one.policy_version === Number(name)) : undefined;
  if (version !== undefined) return version.words;
  if (isPolicyFile(name)) return readPolicyFile(name);
  if (Object.hasOwn(presets, name)) return changedWords({ ...book?.policy }, { preset: name });
  const known = Object.keys(presets);
  const count = (await book?.policies())?.length ?? 0;
  const numbers = count === 0 ? "" : `, or the number of one that the book was given, 1 to ${count}`;
  return refuse("option-value", { option: "A policy", value: name, expected: `a file, a preset (${known.join(", ")})${numbers}`, nearest: nearest(name, known) });
}

const sourceOfName = (name: string): string => (Object.hasOwn(presets, name) ? `preset ${name}` : `policy ${name}`);

export async function listPresets(shell: Shell, options: Options): Promise<void> {
  await give(shell, showingOf(shell, options), { sheet: presetSheet, json: () => objectOf({ presets }) });
}
