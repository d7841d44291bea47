/** A scenario: what is assumed of the year that is planned. Every number is kept as it was written, with its exact value. */
import { isDate } from "../calendar.js";
import type { GivenNumber, NumberKind } from "../calc/calculation.js";
import { readNumber } from "../calc/read-number.js";
import { nearest, problem, type Place, type Problem } from "../problem.js";
import { Rational, readDecimal, readFraction } from "../rational.js";

/** Numbers of a scenario by key, and what each stands for. Names are those of `calc gtm_plan` where it has them. */
export const scenarioNumbers = {
  start: { kind: "positive", sentence: "ARR at the start; else the book's" },
  target: { kind: "positive", sentence: "ARR wanted at the end" },
  churn: { kind: "part", isShare: true, sentence: "yearly churn and contraction as a share of the start; else the book's last 12 months" },
  expansion: { kind: "amount", isShare: true, sentence: "yearly expansion as a share of the start; else the book's last 12 months" },
  quota: { kind: "positive", sentence: "yearly quota of an account executive" },
  attainment: { kind: "positive", isShare: true, sentence: "share of the quota that is met on average" },
  ramped_aes: { kind: "amount", sentence: "account executives who are fully productive at the start" },
  attrition: { kind: "part", isShare: true, sentence: "share of the account executives who leave within a year" },
  ramp_factor: { kind: "part", isShare: true, sentence: "productive share of a hire's first year, where no ramp is given" },
  win_rate: { kind: "part", isShare: true, sentence: "share of opportunities that are won" },
  marketing_share: { kind: "part", isShare: true, sentence: "share of the pipeline that marketing brings" },
  cost_per_pipeline_dollar: { kind: "amount", sentence: "marketing spend for each unit of pipeline" },
  acv: { kind: "positive", sentence: "annual value of an average deal" },
} as const satisfies Record<string, { kind: NumberKind; isShare?: true; sentence: string }>;

export type ScenarioNumber = keyof typeof scenarioNumbers;

/** A share with the text that it was written in. */
export interface Share extends GivenNumber {
  name: string;
}

export interface Scenario {
  name?: string;
  /** The first month of the year that is planned, as 2026-01. */
  from?: string;
  numbers: Map<string, GivenNumber>;
  /** How productive a hire is in its first month, its second, and so on; the last holds on. */
  ramp?: GivenNumber[];
  /** From which month on somebody can start, and how many a month at most. */
  hire_from?: string;
  hires_a_month?: GivenNumber;
  /** How many start in which month, where that is settled. */
  hires?: { month: string; starting: GivenNumber }[];
  /** Months from an opportunity to its deal. */
  cycle_months?: number;
  /** What each of the twelve months brings of the year. */
  seasonality?: Share[];
  /** The column that the plan is split by, and the parts. */
  groups?: { by: string; shares: Share[] };
  /** Load of a customer success manager by tier. */
  coverage?: { tier: string; of: "accounts" | "arr"; load: GivenNumber }[];
  /** How many of them there are. */
  csms?: GivenNumber;
}

/** Where a key stands: the keys and places that lead to it. */
export type PlaceOf = (path: readonly string[]) => Place;

const otherKeys = ["name", "from", "ramp", "hire_from", "hires_a_month", "hires", "cycle_months", "seasonality", "by", "shares", "coverage", "csms"] as const;
export const scenarioKeys: readonly string[] = [...Object.keys(scenarioNumbers), ...otherKeys];

export const monthsOfPlan = 12;
/** A cycle or a ramp that is longer says nothing about a year. */
const mostMonths = 60;

/** Reads the words of a scenario; everything wrong is told at once, each with its place. */
export function readScenario(words: Record<string, unknown>, placeOf: PlaceOf = () => ({})): { scenario: Scenario; problems: Problem[] } {
  const reading = new Reading(words, placeOf);
  return { scenario: reading.scenario(), problems: reading.problems };
}

class Reading {
  readonly problems: Problem[] = [];

  constructor(private readonly words: Record<string, unknown>, private readonly placeOf: PlaceOf) {}

  scenario(): Scenario {
    for (const key of Object.keys(this.words)) {
      if (!scenarioKeys.includes(key)) this.problems.push(problem("scenario-key-unknown", { key, known: scenarioKeys, nearest: nearest(key, scenarioKeys) }, { ...this.placeOf([key]), value: key }));
    }
    const numbers = new Map<string, GivenNumber>();
    for (const [key, { kind, ...rest }] of Object.entries(scenarioNumbers)) {
      const read = "isShare" in rest ? this.share(this.words[key], kind, [key]) : this.number(this.words[key], kind, [key]);
      if (read !== undefined) numbers.set(key, read);
    }
    this.refuseBoth("ramp", "ramp_factor", "Keep ramp; the productive share of the year follows from it.");
    this.refuseBoth("hires", "hires_a_month", "Keep hires where it is settled who starts when, or hires_a_month where it is to be worked out.");
    return {
      ...this.optional("name", (raw) => String(raw)),
      ...this.optional("from", (raw) => this.month(raw, ["from"])),
      numbers,
      ...this.optional("ramp", (raw) => this.list(raw, "ramp")),
      ...this.optional("hire_from", (raw) => this.month(raw, ["hire_from"])),
      ...this.optional("hires_a_month", (raw) => this.whole(raw, ["hires_a_month"])),
      ...this.optional("hires", (raw) => this.hires(raw)),
      ...this.optional("cycle_months", (raw) => this.months(raw)),
      ...this.optional("seasonality", (raw) => this.seasonality(raw)),
      ...this.groups(),
      ...this.optional("coverage", (raw) => this.coverage(raw)),
      ...this.optional("csms", (raw) => this.whole(raw, ["csms"])),
    };
  }

  private optional<Key extends keyof Scenario>(key: Key, read: (raw: unknown) => Scenario[Key] | undefined): Partial<Pick<Scenario, Key>> {
    const raw = this.words[key];
    const value = raw === undefined || raw === null ? undefined : read(raw);
    return value === undefined ? {} : ({ [key]: value } as Pick<Scenario, Key>);
  }

  private refuseBoth(one: string, other: string, remedy: string): void {
    if (this.words[one] === undefined || this.words[other] === undefined) return;
    this.problems.push(problem("scenario-clash", { one, other, remedy }, this.placeOf([other])));
  }

  private number(raw: unknown, kind: NumberKind, path: readonly string[]): GivenNumber | undefined {
    if (raw === undefined || raw === null) return undefined;
    const read = readNumber(raw, kind, { calculation: "the scenario", input: path.join(".") });
    if (!("code" in read)) return read;
    this.problems.push({ ...read, at: { ...read.at, ...this.placeOf(path) } });
    return undefined;
  }

  /** 10% is 0.1, exactly. */
  private share(raw: unknown, kind: NumberKind, path: readonly string[]): GivenNumber | undefined {
    const percent = typeof raw === "string" ? /^([+-]?\d+(?:\.\d+)?)\s*%$/.exec(raw.trim())?.[1] : undefined;
    if (percent === undefined) return this.number(raw, kind, path);
    const text = readDecimal(percent)!.dividedBy(new Rational(100n)).toFixed(percent.length + 2).replace(/\.?0+$/, "");
    const read = readNumber(text, kind, { calculation: "the scenario", input: path.join(".") });
    return "code" in read ? this.wrong(path, raw, kind === "part" ? "a share from 0% to 100%" : kind === "positive" ? "a share above 0%" : "a share of 0% or more") : read;
  }

  private wrong(path: readonly string[], raw: unknown, expected: string, known: readonly string[] = []): undefined {
    const value = typeof raw === "object" ? JSON.stringify(raw) : String(raw);
    this.problems.push(problem("scenario-value", { key: path.join("."), value, expected, nearest: nearest(value, known) }, { ...this.placeOf(path), value }));
    return undefined;
  }

  private month(raw: unknown, path: readonly string[]): string | undefined {
    const text = String(raw);
    return isDate(`${text}-01`) ? text : this.wrong(path, raw, "a month such as 2026-01");
  }

  private whole(raw: unknown, path: readonly string[]): GivenNumber | undefined {
    const read = this.number(raw, "amount", path);
    return read === undefined || read.value.isWhole() ? read : this.wrong(path, raw, "a whole number");
  }

  private months(raw: unknown): number | undefined {
    const read = this.whole(raw, ["cycle_months"]);
    if (read === undefined) return undefined;
    const months = Number(read.value.numerator);
    return months <= mostMonths ? months : this.wrong(["cycle_months"], raw, `a whole number of months from 0 to ${mostMonths}`);
  }

  private list(raw: unknown, key: string): GivenNumber[] | undefined {
    if (!Array.isArray(raw) || raw.length === 0 || raw.length > mostMonths) return this.wrong([key], raw, "a list of shares, one a month, such as [0, 0.25, 0.5, 1]");
    const read = raw.map((entry, at) => this.share(entry ?? "", "part", [key, String(at)]));
    return read.some((entry) => entry === undefined) ? undefined : (read as GivenNumber[]);
  }

  private hires(raw: unknown): Scenario["hires"] {
    if (!isMap(raw)) return this.wrong(["hires"], raw, "months and how many start in each, such as { 2026-01: 4, 2026-04: 2 }");
    const read = Object.entries(raw).map(([name, count]) => ({ month: this.month(name, ["hires", name]), starting: this.whole(count ?? "", ["hires", name]) }));
    return read.every(({ month, starting }) => month !== undefined && starting !== undefined) ? (read as NonNullable<Scenario["hires"]>) : undefined;
  }

  private seasonality(raw: unknown): Share[] | undefined {
    if (!Array.isArray(raw) || raw.length !== monthsOfPlan) return this.wrong(["seasonality"], raw, `a list of ${monthsOfPlan} shares that sum to 1`);
    return this.shares("seasonality", raw.map((entry, at) => [String(at), entry]));
  }

  private groups(): Pick<Scenario, "groups"> {
    const { by, shares: raw } = this.words;
    if (by === undefined && raw === undefined) return {};
    if (typeof by !== "string") return this.wrong(["by"], by ?? "nothing", "the name of what the shares are of, such as region") ?? {};
    if (!isMap(raw) || Object.keys(raw).length === 0) return this.wrong(["shares"], raw ?? "nothing", `a share for each ${by}, such as { EMEA: 0.4, AMER: 0.6 }`) ?? {};
    const shares = this.shares("shares", Object.entries(raw));
    return shares === undefined ? {} : { groups: { by, shares } };
  }

  /** Shares that are the whole together; fractions may be written as such. */
  private shares(key: string, entries: [string, unknown][]): Share[] | undefined {
    const read = entries.map(([name, raw]): Share | undefined => {
      const fraction = typeof raw === "string" && raw.includes("/") ? readFraction(raw) : undefined;
      if (fraction !== undefined && !fraction.isNegative()) return { name, text: String(raw), value: fraction };
      const number = this.share(raw ?? "", "part", [key, name]);
      return number && { name, ...number };
    });
    if (read.some((share) => share === undefined)) return undefined;
    const sum = (read as Share[]).reduce((total, { value }) => total.plus(value), new Rational(0n));
    if (sum.compare(new Rational(1n)) === 0) return read as Share[];
    this.problems.push(problem("scenario-shares", { key, sum: decimalOf(sum), of: read.length }, this.placeOf([key])));
    return undefined;
  }

  private coverage(raw: unknown): Scenario["coverage"] {
    const expected = "for each tier the accounts or the arr of one manager, such as { enterprise: { accounts: 15 }, smb: { arr: 2000000 } }";
    if (!isMap(raw)) return this.wrong(["coverage"], raw, expected);
    const read = Object.entries(raw).map(([tier, of]) => {
      const [measure, ...more] = isMap(of) ? Object.keys(of) : [];
      if (!isMap(of) || more.length > 0 || (measure !== "accounts" && measure !== "arr")) return this.wrong(["coverage", tier], of, expected);
      const load = this.number(of[measure] ?? "", "positive", ["coverage", tier, measure]);
      return load && { tier, of: measure, load } as const;
    });
    return read.every((each) => each !== undefined) ? read : undefined;
  }
}

const isMap = (raw: unknown): raw is Record<string, unknown> => typeof raw === "object" && raw !== null && !Array.isArray(raw);

/** As short as it is exact to six places: 0.9, 0.999999. */
const decimalOf = (value: Rational): string => value.toFixed(6).replace(/\.?0+$/, "");
