import { type Book, openBook, type QuestionView } from "../../src/index.js";
import { answersOfOracle, questionsFor } from "./answers.js";
import type { RandomBook } from "./book-arbitrary.js";
import { mustReadDay } from "./calendar.js";
import { type Decided, daysOf } from "./decided.js";
import { type Deed, importableLater } from "./deed.js";
import { type Knobs, readBook, type Row } from "./index.js";
import { readKnobs } from "./knobs.js";
import { answersOfBook } from "./library.js";
import { readView } from "./view.js";

/** Knobs that mean the same of rows that were refused or used under others. */
const CHANGEABLE = [
  "include_kinds", "weeks_per_year", "days_per_year", "term_annualisation", "term_snap_days", "partial_year", "sub_annual_plans", "time_limited_discount",
  "ramp", "recognition", "late_signature", "expired", "overlap", "grace_days", "renewal_gap", "churn_date", "reactivation_window_months",
];

/** A rule that no product meets: another derivation with the same figures. */
const NEVER = { match: "qzqzqz", kind: "usage" };

const minor = (amount: unknown): bigint => BigInt(String(amount).replace(".", ""));

/** A book with decisions, the same book to which nobody ever decides anything, and the decisions as a person would tell them. */
export class DecidedBook {
  private decisions = new Map<string, Decided>();
  private adjustments = new Map<string, Row>();
  /** By kind, how many questions were answered. */
  readonly answered = new Map<string, number>();

  private constructor(
    private readonly book: Book,
    private readonly twin: Book,
    private rows: Row[],
    private knobs: Knobs,
    private rejected: number,
    private readonly asked: RandomBook,
  ) {}

  static async open(first: RandomBook): Promise<DecidedBook> {
    const { rows, knobs } = first;
    const [book, twin] = [await openBook({ path: ":memory:", policy: knobs }), await openBook({ path: ":memory:", policy: knobs })];
    const { rejected } = await book.import(rows, { allowRejects: true });
    await twin.import(rows, { allowRejects: true });
    return new DecidedBook(book, twin, rows, knobs, rejected, first);
  }

  async close(): Promise<void> {
    await this.book.close();
    await this.twin.close();
  }

  /** Does it, and gives what is wrong afterwards, or undefined; the dearer looks take turns, and `all` takes them all. */
  async after(deed: Deed, others: RandomBook[], turn: number, all: boolean): Promise<string | undefined> {
    const wrong = (await this.does(deed, others[deed.which % others.length] as RandomBook, turn)) ?? (await this.unfooted());
    const looks = [() => this.misjudged(), () => this.stale(), () => this.brokenLaw()];
    const taken = all ? looks : looks.filter((_, at) => at === turn % looks.length);
    return taken.reduce<Promise<string | undefined>>(async (before, look) => (await before) ?? look(), Promise.resolve(wrong));
  }

  /** Takes everything back, the earliest first; then nothing may tell the two books apart. */
  async takeAllBack(): Promise<string | undefined> {
    for (const { id } of await this.book.questions("decided")) await this.book.withdraw(id);
    const [now, never] = [await this.everything(this.book), await this.everything(this.twin)];
    return differing("all taken back", now, never);
  }

  private async does(deed: Deed, other: RandomBook, turn: number): Promise<string | undefined> {
    switch (deed.deed) {
      case "answer":
      case "answer until": return this.answer(deed);
      case "adjust": return this.adjust(deed);
      case "withdraw": return this.withdraw(deed);
      case "policy": return this.setKnobs(other.knobs);
      case "import": return this.importAlso(importableLater(other.rows).map((row) => ({ ...row, line_id: `${row["line_id"]}-m${turn}` })));
      case "correct": return this.correct(deed);
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
    const [today, close] = [await this.arr(), await this.arr(await lastClose(this.book))];
    await this.book.answer(question.id, choice.choice, { until });
    this.decisions.set(question.id, { kind: question.kind, choice: choice.choice, facts: question.facts!, days });
    this.answered.set(question.kind, (this.answered.get(question.kind) ?? 0) + 1);
    if (until !== undefined) return undefined;
    const told = `${question.id} ${question.kind} ${choice.choice}`;
    const said = { today: minor(choice.arr), effect: today + minor(choice.effect), close: close + minor(choice.effect_on_close) };
    const now = await this.arr();
    return differing(`${told}: said and done`, { today: now, effect: now, close: await this.arr(await lastClose(this.book)) }, said);
  }

  private daysSaid({ kind, facts }: QuestionView, choice: string, until: string | undefined) {
    const policy = readKnobs(this.knobs);
    const today = mustReadDay(new Intl.DateTimeFormat("en-CA", { timeZone: policy.timeZone }).format(new Date()));
    return daysOf(kind, choice, facts!, until, readView(this.rows, policy).lines, today, policy);
  }

  private async adjust({ which, choice }: Deed): Promise<string | undefined> {
    const customers = await this.book.run("customers");
    const customer = customers.rows[which % Math.max(1, customers.rows.length)]?.["customer"];
    if (customer === undefined) return undefined;
    const amount = ["-100", "250.50", "0.005", "1200"][choice % 4] as string;
    const from = ["2024-06-01", "2025-02-28", "2026-01-01"][which % 3] as string;
    const { decision_id } = await this.book.adjust({ customer: String(customer), amount, from, reason: "because" });
    const row = { line_id: `decision-${decision_id}`, customer_id: String(customer), kind: "recurring", start_date: from, amount, amount_per: "year" };
    this.adjustments.set(`D${decision_id}`, row);
    return undefined;
  }

  private async withdraw({ which }: Deed): Promise<string | undefined> {
    const standing = await this.book.questions("decided");
    const id = standing[which % Math.max(1, standing.length)]?.id;
    if (id === undefined) return undefined;
    await this.book.withdraw(id);
    this.decisions.delete(id);
    this.adjustments.delete(id);
    return undefined;
  }

  private async setKnobs(knobs: Knobs): Promise<string | undefined> {
    const kept = Object.entries(this.knobs).filter(([knob]) => !CHANGEABLE.includes(knob));
    this.knobs = Object.fromEntries([...kept, ...Object.entries(knobs).filter(([knob]) => CHANGEABLE.includes(knob))]);
    await this.book.setPolicy(this.knobs);
    await this.twin.setPolicy(this.knobs);
    return undefined;
  }

  private async importAlso(rows: Row[]): Promise<string | undefined> {
    if (rows.length === 0) return undefined;
    this.rejected += (await this.book.import(rows, { allowRejects: true })).rejected;
    await this.twin.import(rows, { allowRejects: true });
    this.rows = [...this.rows, ...rows];
    return undefined;
  }

  /** A later version of a line, twice as dear and recorded later. */
  private async correct({ which }: Deed): Promise<string | undefined> {
    const rows = importableLater(this.rows).filter((row) => /^\d+(\.\d+)?$/.test(row["amount"] ?? ""));
    const row = rows[which % Math.max(1, rows.length)];
    if (row === undefined || this.isRefused(row)) return undefined;
    return this.importAlso([{ ...row, amount: `${Number(row["amount"]) * 2}`, recorded_on: "2026-06-01" }]);
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
    const anew = { kind_rules: [...this.book.policy.kind_rules, NEVER] };
    return differing("kept up and derived anew", await this.everything(this.book), await this.everything(this.book, { set: anew }));
  }

  private async everything(book: Book, more: Record<string, unknown> = {}): Promise<unknown> {
    const range = { from: "2024-01", to: "2026-12" };
    const asked: [string, Record<string, unknown>][] = [
      ["snapshot", {}], ["snapshot", { by: ["customer"], on: "2025-04-30" }], ["snapshot", { by: ["currency", "product"], on: "2025-12-31" }],
      ["waterfall", { ...range }], ["waterfall", { ...range, grain: "quarter", method: "events" }], ["logos", { ...range }],
      ["movements", { ...range, grain: "year" }], ["customers", { on: "2025-06-30" }], ["lines", { on: "2025-06-30" }], ["trend", { ...range }],
    ];
    const answers = [];
    for (const [report, params] of asked) answers.push((await book.run(report, { ...params, ...more })).rows);
    return answers;
  }

  /** ARR without any decision and what the decisions move sum to ARR. */
  private async unfooted(): Promise<string | undefined> {
    const raw = minor((await this.twin.run("snapshot")).rows[0]!["arr"]);
    const effects = (await this.book.questions("decided")).map(({ effect }) => minor(effect));
    return differing("raw ARR and decisions", await this.arr(), raw + effects.reduce((sum, effect) => sum + effect, 0n));
  }

  /** What the other implementation makes of the same rows and answers. */
  private async misjudged(): Promise<string | undefined> {
    const right = answersOfOracle(readBook([...this.rows, ...this.adjustments.values()], this.knobs, this.standing()));
    const tried = answersOfBook(this.book, this.rejected);
    for (const { command, ask } of questionsFor(this.asked)) {
      const wrong = differing(command, await ask(tried), await ask(right));
      if (wrong !== undefined) return `${wrong}\nanswers: ${JSON.stringify(this.standing(), (_, value: unknown) => (value instanceof Map ? [...value] : value))}`;
    }
    return undefined;
  }

  /** In the order of recording. */
  private standing(): Decided[] {
    return [...this.decisions.values()];
  }

  /** For a report of what went wrong. */
  get told(): { rows: Row[]; knobs: Knobs } {
    return { rows: this.rows, knobs: this.knobs };
  }
}

async function lastClose(book: Book): Promise<string> {
  const { on } = await book.range();
  const monthEnds = new Date(Date.parse(on) + 86_400_000).toISOString().slice(8, 10) === "01";
  return monthEnds ? on : new Date(Date.parse(`${on.slice(0, 7)}-01`) - 86_400_000).toISOString().slice(0, 10);
}

const text = (value: unknown): string => JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? String(one) : one));

function differing(what: string, answered: unknown, expected: unknown): string | undefined {
  if (text(answered) === text(expected)) return undefined;
  const [one, other] = [answered, expected].map((value) => (Array.isArray(value) ? value : [value])) as [unknown[], unknown[]];
  const at = one.findIndex((value, index) => text(value) !== text(other[index]));
  return `${what}, part ${at}:\n answered ${text(one[at])}\n expected ${text(other[at])}`;
}
