/**
 * A policy is the definition of ARR that its owner chose: one value for each knob. Knobs are data; the SQL reads them as rows.
 * The order of the table is that in which two policies are compared knob by knob.
 */
import { kinds, type Kind } from "./contract.js";
import { isDate } from "./calendar.js";
import { ratesOf, readFx, type Fx } from "./fx.js";
import type { Reading } from "./reading.js";
import { weekdays, type Weekday } from "./period.js";
import { isPositive } from "./rational.js";
import { nearest, problem, type Place, type Problem } from "./problem.js";

export interface KindRule {
  match: string;
  kind: Kind;
}

/** Every number is kept as the text it was written in: "365/7", "1.10". */
export interface Policy {
  reporting_currency: string;
  time_zone: string;
  fiscal_year_start: string;
  week_start: Weekday;
  include_kinds: Kind[];
  kind_rules: KindRule[];
  weeks_per_year: string;
  days_per_year: string;
  term_annualisation: "whole_months_else_days" | "days";
  term_snap_days: number;
  partial_year: "annualise" | "face_value" | "exclude";
  sub_annual_plans: "include" | "exclude";
  time_limited_discount: "net_in_force" | "ignore" | "average_over_term";
  ramp: "current_step" | "average" | "exit";
  recognition: "start" | "signature" | "go_live";
  late_signature: "effective_date" | "not_before_signature";
  end_date_convention: "exclusive" | "inclusive";
  expired: "churn" | "renewed_if_auto_renew" | "hold";
  overlap: "sum" | "latest_start";
  grace_days: number;
  renewal_gap: "bridge_if_renewed" | "hold_until_lapsed";
  churn_date: "day_after" | "last_day";
  fx: Fx;
  fx_split: "carried" | "opening_rate" | "closing_rate";
  level: "customer" | "parent";
  reactivation_window_months: number | null;
  product_migration: "none" | "net_same_period";
  segment_change: "transfer_rows" | "restate_current";
  carr_horizon_months: number | null;
  carr_known_churn: "deduct" | "ignore";
  revenue: "monthly" | "daily";
  tiers: [string, string][];
}

export type KnobName = keyof Policy;

export interface Knob<T = unknown> {
  default: T;
  /** What it does, for `policy show`, docs and editors. */
  sentence: string;
  /** The values to choose from, where they can be listed. */
  choices?: readonly T[];
  /** Values worth a try where they can't be listed. */
  tried?: readonly T[];
  read: (raw: unknown) => Reading<T>;
}

const asText = (raw: unknown): string => (raw === null || raw === undefined ? "" : String(raw));

function choice<T extends string>(sentence: string, ...choices: [T, ...T[]]): Knob<T> {
  const read = (raw: unknown): Reading<T> => {
    const found = choices.find((c) => c === asText(raw));
    return found === undefined ? { expected: choices.join(", "), nearest: nearest(asText(raw), choices) } : { value: found };
  };
  return { default: choices[0], sentence, choices, read };
}

/** Whole number from 0, at most 9,999; null where it may mean "none". */
function whole<T extends number | null>(fallback: T, sentence: string): Knob<T> {
  const nullable = fallback === null || sentence.includes("null");
  const read = (raw: unknown): Reading<T> => {
    if (nullable && (raw === null || asText(raw) === "null")) return { value: null as T };
    if (/^\d{1,4}$/.test(asText(raw))) return { value: Number(asText(raw)) as T };
    return { expected: `a whole number from 0 to 9999${nullable ? ", or null" : ""}` };
  };
  return { default: fallback, sentence, read };
}

function matching(fallback: string, sentence: string, expected: string, fits: (text: string) => boolean): Knob<string> {
  return { default: fallback, sentence, read: (raw) => (fits(asText(raw)) ? { value: asText(raw) } : { expected }) };
}

function isTimeZone(text: string): boolean {
  try {
    return text !== "" && new Intl.DateTimeFormat("en", { timeZone: text }) !== undefined && /^[A-Z]/i.test(text);
  } catch {
    return false;
  }
}

const trying = <T>(knob: Knob<T>, ...tried: T[]): Knob<T> => ({ ...knob, tried });

const weekday: Knob<Weekday> = { ...choice("The day on which weeks start; 2025-W07 is the ISO week for Monday.", ...weekdays), default: "monday" };

const includeKinds: Knob<Kind[]> = {
  default: ["recurring"],
  sentence: "The kinds of line that count in ARR.",
  tried: [["recurring"], ["recurring", "usage"], ["recurring", "one_time"], ["recurring", "services"]],
  read: (raw) => {
    const list = Array.isArray(raw) ? raw.map(asText) : typeof raw === "string" ? raw.replace(/^\[|\]$/g, "").split(",").map((s) => s.trim()).filter(Boolean) : [];
    const unknown = list.find((k) => !kinds.includes(k as Kind));
    if (list.length === 0 || unknown !== undefined) return { expected: `a list of ${kinds.join(", ")}`, nearest: nearest(unknown ?? "", kinds) };
    return { value: kinds.filter((k) => list.includes(k)) };
  },
};

const kindRules: Knob<KindRule[]> = {
  default: [
    { match: "setup|onboarding|implementation|training|migration|consulting|professional services", kind: "services" },
    { match: "hardware|one-time|one-off", kind: "one_time" },
    { match: "overage|usage|metered", kind: "usage" },
  ],
  sentence: "Patterns, whole words in any case, tried in order on product, then description, for rows without a kind.",
  read: (raw) => {
    const expected = `a list of { match: words|separated|by|bars, kind: ${kinds.join(" or ")} }`;
    if (!Array.isArray(raw)) return { expected };
    const rules = raw.map((r) => ({ match: asText((r as KindRule | null)?.match), kind: asText((r as KindRule | null)?.kind) as Kind }));
    const fits = rules.every((r) => kinds.includes(r.kind) && isPattern(r.match));
    return fits ? { value: rules } : { expected };
  },
};

/** Words, spaces, hyphens and the bar: enough for a list of words, and nothing that could run for ever. */
const isPattern = (text: string): boolean => text.length <= 1000 && /^[\p{L}\p{N}][\p{L}\p{N} _|.-]*$/u.test(text);

const fx: Knob<Policy["fx"]> = {
  default: { mode: "constant", rates: {} },
  sentence: "Exchange rates: what one unit of a currency is worth in the reporting currency; one rate for all history, or dated ones, of which the latest on or before a day holds.",
  read: readFx,
};

const tiers: Knob<Policy["tiers"]> = {
  default: [["0", "smb"], ["50000", "mid_market"], ["100000", "enterprise"]],
  sentence: "Size bands by ARR: [lower bound, name], half-open, rising.",
  read: (raw) => {
    const expected = "[[0, smb], [50000, mid_market], [100000, enterprise]]: lower bounds, rising, each with a name";
    if (!Array.isArray(raw) || raw.length === 0) return { expected };
    const bands = raw.map((b): [string, string] => (Array.isArray(b) ? [asText(b[0]), asText(b[1])] : ["", ""]));
    const rising = bands.every(([from], i) => i === 0 || Number(bands[i - 1]![0]) < Number(from));
    const fits = bands.every(([from, name]) => /^\d{1,15}(\.\d{1,4})?$/.test(from) && name !== "");
    return fits && rising ? { value: bands } : { expected };
  },
};

/** Every knob, its default, its choices and its sentence. */
export const knobs: { [K in KnobName]: Knob<Policy[K]> } = {
  reporting_currency: matching("USD", "The currency in which ARR is stated (ISO 4217).", "a three-letter currency code", (t) => /^[A-Z]{3}$/.test(t)),
  time_zone: matching("UTC", "The one time zone in which a timestamp becomes a day.", "a time zone such as UTC or Europe/Berlin", isTimeZone),
  fiscal_year_start: matching("01-01", "The first day of the fiscal year, MM-DD; it is named by the calendar year in which it ends.", "a day such as 01-01 or 02-01", (t) => t !== "02-29" && isDate(`2023-${t}`)),
  week_start: weekday,
  include_kinds: includeKinds,
  kind_rules: kindRules,
  weeks_per_year: trying(matching("52", "Weeks in a year, for prices per week: the number of weekly invoices a year normally holds.", "a positive number such as 52 or 365/7", isPositive), "52", "365/7"),
  days_per_year: trying(matching("365", "Days in a year, for prices per day and for terms that are not whole months.", "a positive number such as 365 or 365.25", isPositive), "365", "365.25"),
  term_annualisation: choice("How the price of a whole term becomes a year's: by whole months where it has them, else by days; or always by days.", "whole_months_else_days", "days"),
  term_snap_days: trying(whole(0, "A term whose end misses whole months by at most so many days counts as those months."), 0, 4),
  partial_year: choice("Terms under twelve months: scaled up to a year, counted at what they pay, or left out.", "annualise", "face_value", "exclude"),
  sub_annual_plans: choice("Whether plans that commit for less than a year count: short terms, and open ends priced per less than a year.", "include", "exclude"),
  time_limited_discount: choice("Discounts that end: the price in force counts, the list price counts, or their average over the term.", "net_in_force", "ignore", "average_over_term"),
  ramp: choice("Deals whose price steps up by contract: the step in force, the average of the steps, or the last.", "current_step", "average", "exit"),
  recognition: choice("The day from which a line counts: its start, its signature or its go-live.", "start", "signature", "go_live"),
  late_signature: choice("A line signed after its start: counted from its start all the same, or not before the signature.", "effective_date", "not_before_signature"),
  end_date_convention: choice("Whether an end date is the first day without service or the last day with it, for sources that do not say.", "exclusive", "inclusive"),
  expired: choice("What a line does at a signed end that nothing replaces: it ends, runs on if it renews by itself, or, without a notice, runs on until another line renews it; so do credits.", "churn", "renewed_if_auto_renew", "hold"),
  overlap: choice("Lines of one customer and product at the same time: they add, or only those that began last count.", "sum", "latest_start"),
  grace_days: trying(whole(0, "Days for which cover of a customer and product is held after it lapses."), 0, 30, 90),
  renewal_gap: choice("When a lapse is held: only if cover returns within the grace, or every time until the grace has run out.", "bridge_if_renewed", "hold_until_lapsed"),
  churn_date: choice("The day on which a customer counts as gone: the first without cover, or the last with it.", "day_after", "last_day"),
  fx,
  fx_split: choice("Under dated rates, the rate at which a movement is taken before the rest is FX: an increase at the closing rate and a decrease at the opening rate, or all at one of them.", "carried", "opening_rate", "closing_rate"),
  level: choice("Who is a customer: the id of the file, or the top of its parents.", "customer", "parent"),
  reactivation_window_months: whole<number | null>(null, "A customer back after so many months or more is New again; null: every return is a reactivation."),
  product_migration: choice("Products lost and gained in one period by one customer: kept apart, or netted as a transfer.", "none", "net_same_period"),
  segment_change: choice("A changed attribute: transfers between the groups, or history restated under the latest value.", "transfer_rows", "restate_current"),
  carr_horizon_months: whole<number | null>(12, "How many months ahead a signed line may begin and count in committed ARR; null: no limit."),
  carr_known_churn: choice("Whether lines of which notice was received leave committed ARR at once.", "deduct", "ignore"),
  revenue: choice("How revenue is earned over a term, beside ARR: in equal months, part months by their days; or evenly by days.", "monthly", "daily"),
  tiers,
};

export const knobNames = Object.keys(knobs) as KnobName[];

/** The values of a knob that can be tried one after the other; none where they can't be told. */
export const valuesToTry = (name: KnobName): readonly unknown[] => knobs[name].choices ?? knobs[name].tried ?? [];

/** The defaults of every knob. */
export const defaultPolicy: Policy = knobNames.reduce((policy, name) => Object.assign(policy, { [name]: knobs[name].default }), {} as Policy);

/** Named starting points: what each sets beside the defaults, and why one would take it. */
export const presets: Record<string, { sentence: string; knobs: Record<string, unknown> }> = {
  default: { sentence: "The defaults: the annualised value of active recurring contracts.", knobs: {} },
  annual_only: { sentence: "Only commitments of a year or more.", knobs: { sub_annual_plans: "exclude", partial_year: "exclude" } },
  board: { sentence: "Today's defaults written down, so that a board's series cannot drift.", knobs: { level: "customer", weeks_per_year: "52", ramp: "current_step" } },
  diligence: {
    sentence: "What an acquirer's analyst asks for: parents, ninety days of grace, returns within a year are no new logos.",
    knobs: { level: "parent", grace_days: 90, renewal_gap: "bridge_if_renewed", reactivation_window_months: 12, product_migration: "net_same_period" },
  },
  stripe: { sentence: "As Stripe counts: discounts that end do not touch recurring revenue.", knobs: { time_limited_discount: "ignore" } },
};

/** Knobs that say where the company is and how it converts, not what counts as ARR: a preset leaves them as they are. */
const companyKnobs: readonly string[] = ["reporting_currency", "fx", "time_zone", "fiscal_year_start", "week_start"];

/** Words with others set on top of them. A preset among those takes the place of all knobs but the company's own. */
export function changedWords(words: Record<string, unknown>, set: Record<string, unknown>): Record<string, unknown> {
  if (!("preset" in set)) return { ...words, ...set };
  return { ...Object.fromEntries(Object.entries(words).filter(([name]) => companyKnobs.includes(name))), ...set };
}

/** Where a knob was written, for a problem's place. */
export type PlaceOf = (path: readonly string[]) => Place;

/** A policy's words, read and checked: every problem at once, defaults for what is not said. */
export function readPolicy(words: Record<string, unknown>, placeOf: PlaceOf = () => ({})): { policy: Policy; problems: Problem[] } {
  const problems: Problem[] = [];
  const presetName = asText(words["preset"] ?? "default");
  const preset = presets[presetName];
  if (!preset) {
    const at = { ...placeOf(["preset"]), value: presetName };
    problems.push(problem("policy-preset-unknown", { preset: presetName, known: Object.keys(presets), nearest: nearest(presetName, Object.keys(presets)) }, at));
  }
  const said = { ...preset?.knobs, ...words };
  const policy = { ...defaultPolicy };
  for (const [name, raw] of Object.entries(said)) {
    if (name === "preset") continue;
    const place = { ...placeOf([name]), ...(typeof raw === "object" ? {} : { value: asText(raw) }) };
    problems.push(...readKnob(policy, name, raw, name in words ? place : { ...placeOf(["preset"]), value: presetName }));
  }
  if (ratesOf(policy.fx).some(({ currency, rate }) => currency === policy.reporting_currency && !/^1(\.0+)?$/.test(rate))) {
    problems.push(problem("policy-value", { knob: "fx", value: policy.reporting_currency, expected: `no rate for ${policy.reporting_currency}, or 1: it is the reporting currency` }, placeOf(["fx"])));
  }
  return { policy, problems };
}

function readKnob(policy: Policy, name: string, raw: unknown, at: Place): Problem[] {
  if (!Object.hasOwn(knobs, name)) return [problem("policy-knob-unknown", { knob: name, nearest: nearest(name, knobNames) }, at)];
  const knob = knobs[name as KnobName] as Knob;
  const reading = knob.read(raw);
  if ("expected" in reading) {
    return [problem("policy-value", { knob: name, value: JSON.stringify(raw) ?? "nothing", expected: reading.expected, nearest: reading.nearest }, at)];
  }
  Object.assign(policy, { [name]: reading.value });
  return [];
}
