/** Answers the commands of one claim with the library: a book for what is imported, and a throw-away one for each file asked directly. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { calc, diff, openBook, ProblemError, type Adjustment, type AnswerOptions, type Book, type ClosedReport, type DiffSide, type ImportOptions, type RestatementOptions, type TopicName } from "../../src/index.js";
import { addDays } from "../../src/domain/calendar.js";
import { parsePeriod } from "../../src/domain/period.js";
import { changedWords } from "../../src/domain/policy.js";
import { topicNames, topicOf } from "../../src/domain/statements.js";
import { readPolicyText } from "../../src/sources/policy-file.js";
import { readScenarioText } from "../../src/sources/scenario-file.js";
import { type AnswerTable, calcTables, changeTables, closeTables, decisionTables, diffTables, explanationTables, importTables, inputTables, problemTable, recordTables, reportTables, statementTables, verificationTables } from "./answer.js";
import type { Claim } from "./case-file.js";
import { type Command, readCommand } from "./command.js";

export class Asked {
  readonly #folder = mkdtempSync(join(tmpdir(), "annua-golden-"));
  readonly #books = new Map<string, Promise<Book>>();

  constructor(readonly claim: Claim) {
    for (const [name, text] of claim.files) writeFileSync(join(this.#folder, name), text);
  }

  /** The tables of an answer; what the user did wrong is an answer, too. */
  async answer(text: string): Promise<AnswerTable[]> {
    try {
      return await this.#run(readCommand(text));
    } catch (error) {
      if (error instanceof ProblemError) return [problemTable(error.problems)];
      throw error;
    }
  }

  async close(): Promise<void> {
    for (const book of await Promise.allSettled(this.#books.values())) if (book.status === "fulfilled") await book.value.close();
    rmSync(this.#folder, { recursive: true });
  }

  async #run(command: Command): Promise<AnswerTable[]> {
    const [verb = "", ...rest] = command.words;
    const own = () => this.#book("", this.#policyWords("annua.yaml"), async () => undefined);
    if (verb === "calc") return calcTables(calc(rest[0] ?? "", Object.fromEntries(rest.slice(1).map((pair) => cut(pair)))));
    const { customers } = command.flags;
    if (verb === "import" && customers !== undefined) return importTables(await (await own()).importCustomers(this.#path(String(customers)), importOptions(command)));
    if (verb === "import") return importTables(await (await own()).import(this.#path(rest[0]!), importOptions(command)));
    if (verb === "answer" && command.flags["withdraw"]) return decisionTables(await (await own()).withdraw(rest[0]!, accepting(command)));
    if (verb === "answer") return decisionTables(await (await own()).answer(rest[0]!, rest[1] ?? "", decidedWith(command)));
    if (verb === "adjust" && command.flags["number"]) return decisionTables(await (await own()).withdraw(`D${String(command.flags["number"])}`, accepting(command)));
    if (verb === "adjust") return decisionTables(await (await own()).adjust(adjustmentOf(command)));
    if (verb === "retract") return changeTables(await (await own()).retract(rest, { note: String(command.flags["note"] ?? ""), ...accepting(command) }));
    if (verb === "imports" && rest[0] === "list") return recordTables(await (await own()).imports());
    if (verb === "imports" && rest[0] === "show") return changeTables(await (await own()).importChange(Number(rest[1])));
    if (verb === "imports" && rest[0] === "undo") return changeTables(await (await own()).undoImport(Number(rest[1]), accepting(command)));
    if (verb === "close" && rest[0] === "show") return reportTables(await (await own()).closedAnswer(rest[1]!, command.flags["report"] as ClosedReport | undefined, cutOf(command)));
    if (verb === "close") return closeTables(await (await own()).closePeriod(rest[0]!, { note: flag(command, "note"), again: command.flags["again"] === true, ...(cutOf(command).length === 0 ? {} : { by: [cutOf(command)] }) }));
    if (verb === "verify") return verificationTables(await (await own()).verifyClose(rest[0]!));
    if (verb === "diff") return diffTables(await this.#diff(rest as [string, string?, string?], command, own));
    if (verb === "inputs" && rest[0] === "list") return statementTables(await (await own()).inputs());
    if (verb === "inputs") return inputTables(await (await own()).importInputs(this.#path(rest[1]!), importOptions(command)));
    if ((topicNames as readonly string[]).includes(verb)) return statementTables(await saidBy(await own(), verb as TopicName, rest, command));
    if (verb === "explain") return this.#explained(command, rest, own);
    if (rest[0] === undefined) return reportTables(await (await own()).run(verb, this.#params(command)));
    return reportTables(await (await this.#bookOf(rest[0], command)).run(verb, this.#params(command)));
  }

  async #diff([a, b = "now", file]: [string, string?, string?], command: Command, own: () => Promise<Book>) {
    const book = file === undefined ? await own() : await this.#bookOf(file, command);
    const sideOf = (name: string): DiffSide => {
      if (name.startsWith("close:")) return { name, book, close: name.slice("close:".length) };
      const period = parsePeriod(name, book.policy);
      if (name === "now" || period !== undefined) return { name, book, known_on: period === undefined ? undefined : addDays(period.to_date, -1) };
      return { name, book, policy: this.#policyWords(name) ?? changedWords({ ...book.policy }, { preset: name }) };
    };
    return diff(sideOf(a), sideOf(b), { from: flag(command, "from"), to: flag(command, "to"), reverse: command.flags["reverse"] === true });
  }

  async #explained(command: Command, [report = "", file]: string[], own: () => Promise<Book>): Promise<AnswerTable[]> {
    const book = file === undefined ? await own() : await this.#bookOf(file, command);
    const { by, ...params } = this.#params(command);
    return explanationTables(await book.explain(report, { cell: "", ...params, ...(by === undefined ? {} : { by: String(by).split(",") }) }));
  }

  #params({ flags, where, set }: Command): Record<string, unknown> {
    const { policy, allow_rejects: _allowed, ...params } = flags;
    return {
      ...params,
      ...(where.length > 0 ? { where } : {}),
      ...(Object.keys(set).length > 0 ? { set } : {}),
      ...(policy === undefined ? {} : { policy: this.#policyWords(String(policy)) }),
      ...(this.claim.files.has(String(flags["scenario"])) ? { scenario: this.#scenarioWords(String(flags["scenario"])) } : {}),
      ...(this.claim.files.has(String(flags["vs"])) ? { vs_policy: this.#policyWords(String(flags["vs"])) } : {}),
    };
  }

  /** A book in memory that holds one file, under the policy that the command names. */
  #bookOf(file: string, command: Command): Promise<Book> {
    const options = importOptions(command);
    const { policy } = command.flags;
    return this.#book(JSON.stringify([file, options, policy]), this.#policyWords(String(policy)), async (book) => {
      const result = await book.import(this.#path(file), options);
      if (!result.kept) throw new ProblemError([...result.problems, ...result.rejects.flatMap((reject) => reject.problems)]);
    });
  }

  #book(key: string, policy: Record<string, unknown> | undefined, fill: (book: Book) => Promise<void>): Promise<Book> {
    const known = this.#books.get(key);
    if (known) return known;
    const opened = openBook({ path: ":memory:", policy }).then(async (book) => (await fill(book), book));
    this.#books.set(key, opened);
    return opened;
  }

  /** The words of a policy file of the claim; none where it has no such file. */
  #policyWords(file: string): Record<string, unknown> | undefined {
    const text = this.claim.files.get(file);
    if (text === undefined) return undefined;
    const { words, problems } = readPolicyText(text, file, (name) => this.claim.files.get(name) ?? "");
    if (problems.length > 0) throw new ProblemError(problems);
    return words;
  }

  #scenarioWords(file: string): Record<string, unknown> {
    const { words, problems } = readScenarioText(this.claim.files.get(file)!, file);
    if (problems.length > 0) throw new ProblemError(problems);
    return words;
  }

  #path(file: string): string {
    return join(this.#folder, file);
  }
}

async function saidBy(book: Book, topic: TopicName, [deed = "", ...words]: string[], { flags }: Command) {
  if (deed === "list") return book.said(topic);
  if (deed === "remove") return book.unsay(topic, words.map(Number));
  const typed = Object.fromEntries(topicOf(topic).typed.map((field, at) => [field, words[at]]));
  const { customer, dry_run: dryRun, ...named } = flags as Record<string, string>;
  return [await book.say(topic, { ...typed, ...named, ...(customer === undefined ? {} : { customer_id: customer }) }, { dryRun: dryRun !== undefined })];
}

const flag = ({ flags }: Command, name: string): string | undefined => (typeof flags[name] === "string" ? flags[name] : undefined);

const accepting = ({ flags }: Command): RestatementOptions => ({ acceptRestatement: flags["accept_restatement"] === true });

const cutOf = (command: Command): string[] => flag(command, "by")?.split(",") ?? [];

const decidedWith = (command: Command): AnswerOptions => ({ until: flag(command, "until"), note: flag(command, "note"), by: flag(command, "by"), ...accepting(command) });

const adjustmentOf = (command: Command): Adjustment => ({
  customer: flag(command, "customer") ?? "", amount: flag(command, "amount") ?? "", from: flag(command, "from") ?? "", reason: flag(command, "reason") ?? "", by: flag(command, "by"), ...accepting(command),
});

function importOptions({ flags, map }: Command): ImportOptions {
  const isSure = flags["yes"] !== undefined || flags["max_ended"] !== undefined;
  return {
    ...(flags["full"] ? { full: true, ...(isSure ? {} : { confirmEnded: async () => false }) } : {}),
    ...(flags["source"] ? { source: String(flags["source"]) } : {}),
    ...(flags["formerly"] ? { formerly: [String(flags["formerly"])] } : {}),
    ...(flags["max_ended"] ? { maxEnded: Number(flags["max_ended"]) } : {}),
    ...(flags["accept_jump"] ? { acceptJump: true } : {}),
    acceptRestatement: flags["accept_restatement"] === true,
    ...(flags["allow_rejects"] ? { allowRejects: true } : {}),
    ...(flags["dry_run"] ? { dryRun: true } : {}),
    ...(flags["max_rejects"] ? { maxRejects: Number(flags["max_rejects"]) } : {}),
    ...(Object.keys(map).length > 0 ? { map } : {}),
  };
}

function cut(pair: string): [string, string] {
  const at = pair.indexOf("=");
  return [pair.slice(0, at), pair.slice(at + 1)];
}
