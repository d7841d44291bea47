import { type Book, openBook, ProblemError, type QuestionView } from "../../src/index.js";
import { answersOfOracle, questionsFor } from "./answers.js";
import type { RandomBook } from "./book-arbitrary.js";
import { dayText, mustReadDay } from "./calendar.js";
import { type Decided, daysOf } from "./decided.js";
import { type Deed, importableLater, NAMES } from "./deed.js";
import { type Knobs, readBook, type Row } from "./index.js";
import { readKnobs } from "./knobs.js";
import { answersOfBook } from "./library.js";
import { byLine, ToldList } from "./told-list.js";
import { readView } from "./view.js";

/** Knobs that mean the same of rows that were refused or used under others. */
const CHANGEABLE = [
  "include_kinds", "weeks_per_year", "days_per_year", "term_annualisation", "term_snap_days", "partial_year", "sub_annual_plans", "time_limited_discount",
  "ramp", "recognition", "late_signature", "expired", "overlap", "grace_days", "renewal_gap", "churn_date", "reactivation_window_months",
  "level", "fx_split", "segment_change", "product_migration",
];

const CUT_ATTRIBUTES = ["segment", "region", "csm"];

/** One source, so that a whole list of it ends what it lacks. */
const SOURCE = { source: "crm" };

/** Periods may be closed; what restates them is meant to. */
const ACCEPTED = { acceptRestatement: true };

/** A rule that no product meets: another derivation with the same figures. */
const NEVER = { match: "qzqzqz", kind: "usage" };

const minor = (amount: unknown): bigint => BigInt(String(amount).replace(".", ""));

/** A book with decisions, and its list of lines and the decisions as a person would tell them. */
export class DecidedBook {
  private decisions = new Map<string, Decided>();
  private adjustments = new Map<string, Row>();
  /** By kind, how many questions were answered. */
  readonly answered = new Map<string, number>();
  /** Columns of which files about customers have told the book. */
  private untold: string[] = [];

  private constructor(
    readonly book: Book,
    private readonly list: ToldList,
    private knobs: Knobs,
    private readonly asked: RandomBook,
  ) {}

  static async open(first: RandomBook): Promise<DecidedBook> {
    const { rows, knobs } = first;
    const made = new DecidedBook(await openBook({ path: ":memory:", policy: knobs }), new ToldList(), knobs, first);
    await made.importAlso(rows);
    return made;
  }

  close(): Promise<void> {
    return this.book.close();
  }

  /** Does it, and gives what is wrong afterwards, or undefined; the dearer looks take turns. */
  after(deed: Deed, others: RandomBook[], turn: number): Promise<string | undefined> {
    const looks = [() => this.misjudged(), () => this.unfooted(), () => this.misjudged(), () => this.stale(), () => this.brokenLaw()];
    const look = looks[turn % looks.length] as () => Promise<string | undefined>;
    return orThrown(async () => (await this.does(deed, others[deed.which % others.length] as RandomBook, turn)) ?? (await this.outdated()) ?? look());
  }

  /** Takes every decision back, the earliest first; then the lines alone must say what they did before anybody decided. */
  takeAllBack(): Promise<string | undefined> {
    return orThrown(async () => {
      for (const { id } of await this.book.questions("decided")) await this.book.withdraw(id, ACCEPTED);
      this.decisions.clear();
      this.adjustments.clear();
      return (await this.misjudged()) ?? this.stale();
    });
  }

  async does(deed: Deed, other: RandomBook, turn: number): Promise<string | undefined> {
    switch (deed.deed) {
      case "answer":
      case "answer until": return this.answer(deed);
      case "adjust": return this.adjust(deed);
      case "part":
      case "withdraw": return this.withdraw(deed);
      case "policy": return this.setKnobs(other.knobs);
      case "import": return this.importAlso(importableLater(other.rows).map((row) => ({ ...row, line_id: `${row["line_id"]}-m${turn}` })));
      case "retract": return this.retract(deed);
      case "whole list": return this.importWhole(deed);
      case "of customers": return this.tellOfCustomers(deed);
      case "undo": return this.undo(deed);
      default: return this.correct(deed);
    }
  }

  private async answer({ deed, which, choice: nth }: Deed): Promise<string | undefined> {
    const open = await this.book.questions();
    const kinds = [...new Set(open.map(({ kind }) => kind))].sort();
    const ofKind = open.filter(({ kind }) => kind === kinds[nth % kinds.length]);
    const question = ofKind[which % Math.max(1, ofKind.length)];
    if (question === undefined) return undefined;
    const choices = question.choices.length > 1 && nth % 7 !== 0 ? question.choices.slice(1) : question.choices;
    const choice = choices[which % choices.length] as QuestionView["choices"][number];
    const takesDay = deed === "answer until" && ["renewed", "ends"].includes(choice.choice);
    const until = takesDay ? ["2026-03-31", "2027-01-15", "2025-07-01"][which % 3] : undefined;
    const days = this.daysSaid(question, choice.choice, until);
    const [today, close] = [await this.arr(), await this.arr(this.lastClose)];
    if (until !== undefined && !this.isLater(question, until)) return this.refused(question, choice.choice, until);
    await this.book.answer(question.id, choice.choice, { until, ...ACCEPTED });
    this.decisions.set(question.id, { kind: question.kind, choice: choice.choice, facts: question.facts!, days });
    this.answered.set(question.kind, (this.answered.get(question.kind) ?? 0) + 1);
    if (until !== undefined) return undefined;
    const told = `${question.id} ${question.kind} ${choice.choice}`;
    const said = { today: minor(choice.arr), effect: today + minor(choice.effect), close: close + minor(choice.effect_on_close) };
    const now = await this.arr();
    return differing(`${told}: said and done`, { today: now, effect: now, close: await this.arr(this.lastClose) }, said);
  }

  /** Whether a day does anything: after the end of the term that is to go on, or the start of the line whose discount is to end. */
  private isLater({ kind, facts }: QuestionView, until: string): boolean {
    if (kind === "discount") return until > String(facts!["start_on"]);
    return until > String(facts!["term_last_on"]);
  }

  private async refused({ id }: QuestionView, choice: string, until: string): Promise<string | undefined> {
    const codes = await this.book.answer(id, choice, { until }).then(() => [], (error: unknown) => (error instanceof ProblemError ? error.problems.map(({ code }) => code) : [String(error)]));
    return differing(`${id} ${choice} until ${until}`, codes, ["option-value"]);
  }

  private daysSaid({ kind, facts }: QuestionView, choice: string, until: string | undefined) {
    const policy = readKnobs(this.knobs);
    return daysOf(kind, choice, facts!, until, readView(this.list.rows, policy).lines, mustReadDay(this.today), policy);
  }

  private async adjust({ which, choice }: Deed): Promise<string | undefined> {
    const customers = await this.book.run("customers");
    const customer = customers.rows[which % Math.max(1, customers.rows.length)]?.["customer"];
    if (customer === undefined) return undefined;
    const amount = ["-100", "250.50", "0.005", "1200"][choice % 4] as string;
    const from = ["2024-06-01", "2025-02-28", "2026-01-01"][which % 3] as string;
    const until = [undefined, "2026-02-10", "2026-12-31"][choice % 3];
    const { decision_id } = await this.book.adjust({ customer: String(customer), amount, from, until, reason: "because", ...ACCEPTED });
    const row = { line_id: `decision-${decision_id}`, customer_id: String(customer), kind: "recurring", start_date: from, end_date: this.endAfter(until), amount, amount_per: "year" };
    this.adjustments.set(`D${decision_id}`, row);
    return undefined;
  }

  /** The end of a term whose last day is this, as the book writes ends. */
  private endAfter(lastDay: string | undefined): string | undefined {
    if (lastDay === undefined || readKnobs(this.knobs).endDateConvention === "inclusive") return lastDay;
    return dayText(mustReadDay(lastDay) + 1);
  }

  private async withdraw({ deed, which }: Deed): Promise<string | undefined> {
    const standing = await this.book.questions("decided");
    const joining = standing.filter(({ kind }) => kind === "ids");
    const among = deed === "part" && joining.length > 0 ? joining : standing;
    const id = among[which % Math.max(1, among.length)]?.id;
    if (id === undefined) return undefined;
    await this.book.withdraw(id, ACCEPTED);
    this.decisions.delete(id);
    this.adjustments.delete(id);
    return undefined;
  }

  private async setKnobs(knobs: Knobs): Promise<string | undefined> {
    const kept = Object.entries(this.knobs).filter(([knob]) => !CHANGEABLE.includes(knob));
    this.knobs = Object.fromEntries([...kept, ...Object.entries(knobs).filter(([knob]) => CHANGEABLE.includes(knob))]);
    await this.book.setPolicy(this.knobs, "set by hand", ACCEPTED);
    return undefined;
  }

  private async importAlso(rows: Row[]): Promise<string | undefined> {
    if (rows.length === 0) return undefined;
    const { import_id } = await this.book.import(rows, { ...SOURCE, allowRejects: true, ...ACCEPTED });
    this.list.add({ import_id, brought: byLine(rows), ended: [] });
    return undefined;
  }

  /** A later version of a line. */
  private async correct({ deed, which, choice }: Deed): Promise<string | undefined> {
    const rows = importableLater(this.presentRows());
    const row = rows[which % Math.max(1, rows.length)];
    if (row === undefined) return undefined;
    const one = (column: string): string => `${rows[choice % rows.length]?.[column] ?? ""}`;
    const corrected = (): Row => {
      switch (deed) {
        case "move": return { ...row, customer_id: choice % 5 === 0 ? "newcomer" : one("customer_id") };
        case "rename": return { ...row, customer_name: NAMES[choice % NAMES.length] };
        case "redate": return { ...row, start_date: choice % 5 === 0 ? "2026-02-01" : one("start_date") };
        case "other product": return { ...row, product: choice % 5 === 0 ? "Suite" : one("product") };
        default: return { ...row, amount: `${Number(row["amount"]) * 2}` };
      }
    };
    return this.isRefused(corrected()) ? undefined : this.importAlso([corrected()]);
  }

  private async retract({ which }: Deed): Promise<string | undefined> {
    const lines = this.presentLines();
    const line = lines[which % Math.max(1, lines.length)];
    if (line === undefined) return undefined;
    const { import_id } = await this.book.retract([line], ACCEPTED);
    this.list.add({ import_id, brought: new Map(), ended: [line] });
    return undefined;
  }

  /** The whole list of the source, which lacks a line or two. */
  private async importWhole({ which, choice }: Deed): Promise<string | undefined> {
    const lines = this.presentLines();
    const lacking = [lines[which % Math.max(1, lines.length)], lines[choice % Math.max(1, lines.length)]];
    const rows = this.presentRows().filter((row) => !lacking.includes(row["line_id"]));
    if (rows.length === 0) return undefined;
    const { import_id, used, rejected } = await this.book.import(rows, { ...SOURCE, full: true, maxEnded: 100, ...ACCEPTED });
    this.list.add({ import_id, brought: new Map(), ended: lines.filter((line) => lacking.includes(line)) });
    return used + rejected === 0 ? undefined : `a whole list of rows that are there: ${used} used, ${rejected} refused`;
  }

  /** What the oracle does not know: it is asked about neither regions nor groups of customers from then on. */
  private async tellOfCustomers({ which, choice }: Deed): Promise<string | undefined> {
    const customers = [...new Set(this.presentRows().map((row) => `${row["customer_id"]}`))];
    const customer = customers[which % Math.max(1, customers.length)];
    if (customer === undefined) return undefined;
    const rows = [{ customer_id: customer, from_date: choice % 2 === 0 ? "" : "2025-03-01", region: `region ${choice % 3}`, parent_id: choice % 5 === 0 ? "group" : "" }];
    const { import_id } = await this.book.importCustomers(rows, ACCEPTED);
    this.list.add({ import_id, brought: new Map(), ended: [] });
    this.untold = [...this.untold, "region", ...(choice % 5 === 0 ? ["parent"] : [])];
    return undefined;
  }

  /** Of an import, a retraction, or an undo; seldom of the first import. */
  private async undo({ which, choice }: Deed): Promise<string | undefined> {
    const standing = choice % 8 === 0 ? this.list.standing : this.list.standing.slice(1);
    const act = standing[which % Math.max(1, standing.length)];
    if (act === undefined) return undefined;
    const { import_id } = await this.book.undoImport(act.import_id, ACCEPTED);
    this.list.add({ import_id, brought: new Map(), ended: [], takesBack: act });
    return undefined;
  }

  /** Rows that can be used. */
  private presentRows(): Row[] {
    const { rows } = this.list;
    const refused = readView(rows, readKnobs(this.knobs)).refused.map(({ index }) => index);
    return rows.filter((_, index) => !refused.includes(index));
  }

  private presentLines(): string[] {
    return readView(this.list.rows, readKnobs(this.knobs)).lines.map(({ lineId }) => lineId);
  }

  private isRefused(row: Row): boolean {
    return readView([row], readKnobs(this.knobs)).refused.length > 0;
  }

  private async arr(on?: string): Promise<bigint> {
    return minor((await this.book.run("snapshot", on === undefined ? {} : { on })).rows[0]!["arr"]);
  }

  private async brokenLaw(): Promise<string | undefined> {
    const broken = (await this.book.run("check")).problems.filter(({ code }) => code === "law-broken");
    return broken.length === 0 ? undefined : `law broken: ${broken.map(({ message }) => message).join("; ")}`;
  }

  /** The book as it is kept up, and the same derived anew. */
  private async stale(): Promise<string | undefined> {
    return differing("kept up and derived anew", await this.everything(), await this.everything(this.anew()));
  }

  /** The same of the little that most staleness shows in. */
  private async outdated(): Promise<string | undefined> {
    return differing("kept and fresh", await this.little(), await this.little(this.anew()));
  }

  private async little(more: Record<string, unknown> = {}): Promise<unknown> {
    const asked: [string, Record<string, unknown>][] = [
      ["snapshot", { by: ["customer", "product"] }], ["waterfall", { from: "2024-01", to: "2026-12" }], ["lines", { on: "2025-06-30" }],
    ];
    return this.answersTo(asked, more);
  }

  private anew(): Record<string, unknown> {
    return { set: { kind_rules: [...this.book.policy.kind_rules, NEVER] } };
  }

  private async everything(more: Record<string, unknown> = {}): Promise<unknown> {
    const range = { from: "2024-01", to: "2026-12" };
    const asked: [string, Record<string, unknown>][] = [
      ["snapshot", {}], ["snapshot", { by: ["customer"], on: "2025-04-30" }], ["snapshot", { by: ["currency", "product"], on: "2025-12-31" }],
      ["waterfall", { ...range }], ["waterfall", { ...range, grain: "quarter", method: "events" }], ["logos", { ...range }],
      ["movements", { ...range, grain: "year" }], ["customers", { on: "2025-06-30" }], ["lines", { on: "2025-06-30" }], ["trend", { ...range }],
    ];
    return this.answersTo(asked, more);
  }

  private async answersTo(asked: [string, Record<string, unknown>][], more: Record<string, unknown>): Promise<unknown[]> {
    const answers = [];
    for (const [report, params] of asked) answers.push((await this.book.run(report, { ...params, ...more })).rows);
    return answers;
  }

  /** ARR without any decision and what the decisions move sum to ARR. */
  private async unfooted(): Promise<string | undefined> {
    const raw = minor(readBook(this.list.rows, this.knobs).snapshot(this.today)[0]!["arr"]);
    const effects = (await this.book.questions("decided")).map(({ effect }) => minor(effect));
    return differing("raw ARR and decisions", await this.arr(), raw + effects.reduce((sum, effect) => sum + effect, 0n));
  }

  /** What the other implementation makes of the same rows and answers. */
  private async misjudged(): Promise<string | undefined> {
    if (this.knobs["level"] === "parent" && this.untold.includes("parent")) return undefined;
    const right = answersOfOracle(readBook([...this.list.rows, ...this.adjustments.values()], this.knobs, this.standing()));
    const tried = answersOfBook(this.book, right.refused);
    for (const { command, ask } of questionsFor(this.asked)) {
      const nobodys = CUT_ATTRIBUTES.filter((attribute) => !this.list.rows.some((row) => row[attribute]));
      if ([...nobodys, ...this.untold].some((attribute) => command.includes(attribute))) continue; // nothing to cut by
      const wrong = differing(command, await ask(tried), await ask(right));
      if (wrong !== undefined) return `${wrong}\nanswers: ${JSON.stringify(this.standing(), (_, value: unknown) => (value instanceof Map ? [...value] : value))}`;
    }
    return undefined;
  }

  private get today(): string {
    return new Intl.DateTimeFormat("en-CA", { timeZone: readKnobs(this.knobs).timeZone }).format(new Date());
  }

  /** The last day of a month that is over. */
  private get lastClose(): string {
    const tomorrow = dayText(mustReadDay(this.today) + 1);
    return dayText(mustReadDay(`${tomorrow.slice(0, 7)}-01`) - 1);
  }

  /** In the order of recording. */
  private standing(): Decided[] {
    return [...this.decisions.values()];
  }

  /** For a report of what went wrong. */
  get told(): { rows: Row[]; knobs: Knobs } {
    return { rows: this.list.rows, knobs: this.knobs };
  }
}

async function orThrown(look: () => Promise<string | undefined>): Promise<string | undefined> {
  return look().catch((thrown: unknown) => `threw ${thrown instanceof Error ? thrown.stack : String(thrown)}`);
}

const text = (value: unknown): string => JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? String(one) : one));

/** Where two answers first differ: the place in the lists of lists, and what stands there. */
function differing(what: string, answered: unknown, expected: unknown): string | undefined {
  if (text(answered) === text(expected)) return undefined;
  if (!Array.isArray(answered) || !Array.isArray(expected)) return `${what}:\n answered ${text(answered)}\n expected ${text(expected)}`;
  const at = answered.findIndex((value, index) => text(value) !== text(expected[index]));
  if (at < 0) return `${what}: ${answered.length} for ${expected.length}`;
  return differing(`${what}, part ${at}`, answered[at], expected[at]);
}
