/** What people say beside the lines: a key event, a save, a note, what becomes of a renewal. Each sort as fields, and reading one of it from texts. */
import { parsePeriod, type CalendarKnobs } from "./period.js";
import { nearest, problem, type Place, type Problem } from "./problem.js";
import { decimalText } from "./money.js";

export const topicNames = ["event", "save", "note", "renewal"] as const;
export type TopicName = (typeof topicNames)[number];

/** day: of a period its first; due: a day or a period; share: from 0 to 1. */
type FieldKind = "day" | "due" | "customer" | "product" | "choice" | "amount" | "share" | "currency" | "text";

export interface StatementField {
  name: string;
  kind: FieldKind;
  sentence: string;
  choices?: readonly string[];
  isRequired?: true;
  /** What it is where nobody says; `today`: the day it is. */
  default?: string;
}

export interface Topic {
  name: TopicName;
  /** What it is called in a sentence: "a save". */
  noun: string;
  title: string;
  /** How one is entered: `event add`. */
  verb: "add" | "set";
  fields: readonly StatementField[];
  /** The fields that are typed without their names. */
  typed: readonly string[];
  /** What tells two of them apart: who says another thing of the same changes it. */
  subject: readonly string[];
  example: string;
}

const customer: StatementField = { name: "customer_id", kind: "customer", isRequired: true, sentence: "The customer's id, as in the lines." };
const amount: StatementField = { name: "amount", kind: "amount", sentence: "" };
const currency: StatementField = { name: "currency", kind: "currency", sentence: "The currency of the amount; default: that of lines which name none." };
const note: StatementField = { name: "note", kind: "text", sentence: "Why, for those who read it later." };

export const topics: readonly Topic[] = [
  {
    name: "event", noun: "an event", title: "Key events", verb: "add", typed: ["date", "title"], subject: ["date", "title"],
    fields: [
      { name: "date", kind: "day", isRequired: true, sentence: "The day, such as 2026-03-01; of a period such as 2026-03 its first." },
      { name: "title", kind: "text", isRequired: true, sentence: "What happened, in a few words." },
      { name: "kind", kind: "text", sentence: "Of what sort it is, such as pricing or launch." },
    ],
    example: "annua event add 2026-03-01 'New price list' --kind pricing",
  },
  {
    name: "save", noun: "a save", title: "Saves", verb: "add", typed: ["customer_id"], subject: ["date", "customer_id", "kind"],
    fields: [
      customer,
      { name: "date", kind: "day", default: "today", sentence: "The day on which the loss was prevented; default: today." },
      { name: "kind", kind: "choice", choices: ["prevented_churn", "prevented_contraction"], isRequired: true, sentence: "What was prevented." },
      { ...amount, isRequired: true, sentence: "The ARR that would have been lost, above zero." },
      currency,
      { name: "owner", kind: "text", sentence: "Who prevented it: whose figure it is in `cs_impact`." },
      note,
    ],
    example: "annua save add acme --kind prevented_churn --amount 24000 --owner jane --note 'sponsor back on board'",
  },
  {
    name: "note", noun: "a note", title: "Notes", verb: "add", typed: ["customer_id", "text"], subject: ["date", "customer_id", "text"],
    fields: [
      customer,
      { name: "text", kind: "text", isRequired: true, sentence: "What is to be known of the customer." },
      { name: "date", kind: "day", default: "today", sentence: "The day that it is about; default: today." },
    ],
    example: "annua note add acme 'budget freeze until May' --by jane",
  },
  {
    name: "renewal", noun: "a word on a renewal", title: "What is expected of renewals", verb: "set", typed: ["customer_id"], subject: ["customer_id", "product", "from_date", "to_date"],
    fields: [
      customer,
      { name: "product", kind: "product", sentence: "One product; default: all that is due then." },
      { name: "due", kind: "due", isRequired: true, sentence: "When it is due: the day after the last one of the term, or a period such as 2026-Q3 that holds it." },
      { name: "outcome", kind: "choice", choices: ["renewed", "expansion", "contraction", "churn"], isRequired: true, sentence: "What is expected." },
      { name: "probability", kind: "share", default: "1", sentence: "How likely that outcome is: from 0 to 1, or in percent such as 80%; default: 1." },
      { ...amount, sentence: "The ARR that is expected afterwards." },
      currency,
      note,
    ],
    example: "annua renewal set acme --due 2026-Q3 --outcome renewed --probability 80% --by jane",
  },
];

export const topicOf = (name: TopicName): Topic => topics.find((topic) => topic.name === name)!;

/** A thing said: what it is about, and the texts of its fields. */
export interface Said {
  subject: string;
  said: Record<string, string>;
}

/** Where something was said: the row of a file, and its name for a field; by hand, nowhere. */
export interface SaidAt {
  place: Place;
  nameOf: (field: string) => string;
}

export interface SayingContext {
  calendar: CalendarKnobs;
  today: string;
}

type Read = Record<string, string> | { expected: string; nearest?: string | undefined };

/** Reads what was given for the fields of a topic; the customer and product are compared with the book elsewhere. */
export function readSaid(topic: Topic, given: Readonly<Record<string, unknown>>, context: SayingContext, at: SaidAt): Said | Problem[] {
  const problems: Problem[] = [];
  const said: Record<string, string> = {};
  for (const field of topic.fields) {
    const text = textOf(given[field.name]) || (field.default === "today" ? context.today : (field.default ?? ""));
    const name = at.nameOf(field.name);
    const place = { ...at.place, ...(at.place.row === undefined ? {} : { column: name }) };
    if (text === "") {
      if (field.isRequired) problems.push(problem("statement-missing", { noun: topic.noun, field: name, example: topic.example }, { ...place, value: "" }));
      continue;
    }
    const read = readField(field, text, context.calendar);
    if (isRefused(read)) problems.push(problem("statement-value", { noun: topic.noun, field: name, value: text, ...read }, { ...place, value: text }));
    else Object.assign(said, read);
  }
  const by = textOf(given["by"]);
  if (by !== "") said["by"] = by;
  return problems.length > 0 ? problems : { subject: subjectOf(topic.subject, said), said };
}

/** What a thing said is about: a text that no other subject has. */
export const subjectOf = (fields: readonly string[], said: Readonly<Record<string, string>>): string => JSON.stringify(fields.map((field) => said[field] ?? ""));

const textOf = (value: unknown): string => (value === undefined || value === null ? "" : String(value).trim());
const isRefused = (read: Read): read is { expected: string; nearest?: string | undefined } => "expected" in read;

function readField({ name, kind, choices = [] }: StatementField, text: string, calendar: CalendarKnobs): Read {
  if (kind === "day" || kind === "due") return readDays(name, kind, text, calendar);
  if (kind === "choice") {
    const choice = text.toLowerCase().replaceAll(/[\s-]+/g, "_");
    return choices.includes(choice) ? { [name]: choice } : { expected: choices.join(", "), nearest: nearest(choice, choices) };
  }
  if (kind === "amount") {
    const plain = plainAmount(text);
    return plain === undefined || /^-|^0$/.test(plain) ? { expected: "a plain number above zero, such as 12000 or 99.50" } : { [name]: plain };
  }
  if (kind === "share") {
    const share = plainShare(text);
    return share === undefined ? { expected: "a number from 0 to 1 such as 0.8, or in percent such as 80%" } : { [name]: share };
  }
  if (kind === "currency") return /^[a-z]{3}$/i.test(text) ? { [name]: text.toUpperCase() } : { expected: "the three letters of a currency, such as EUR" };
  return { [name]: text };
}

function readDays(name: string, kind: "day" | "due", text: string, calendar: CalendarKnobs): Read {
  const period = parsePeriod(text.toUpperCase(), calendar);
  if (period === undefined) return { expected: kind === "day" ? "a day such as 2026-03-01" : "a day such as 2026-07-01, or a period such as 2026-Q3" };
  return kind === "day" ? { [name]: period.from_date } : { due: period.period, from_date: period.from_date, to_date: period.to_date };
}

/** So many digits before and behind the point can be converted exactly by any rate. */
const mostWhole = 18;
const mostPlaces = 6;

/** Exact decimal text in its shortest form, or undefined: "+0450.00" is 450. */
export function plainAmount(text: string): string | undefined {
  const [, sign, whole, fraction = ""] = /^([+-]?)0*(\d+)(?:\.(\d+?)0*)?$/.exec(text) ?? [];
  if (whole === undefined || whole.length > mostWhole || fraction.length > mostPlaces) return undefined;
  const digits = fraction === "" || /^0+$/.test(fraction) ? whole : `${whole}.${fraction}`;
  return sign === "-" && /[1-9]/.test(digits) ? `-${digits}` : digits;
}

/** 0.8, .8 or 80% as 0.8; at most six decimals. */
function plainShare(text: string): string | undefined {
  const [, digits, percent] = /^(\d*\.?\d+)\s*(%?)$/.exec(text) ?? [];
  const plain = digits === undefined ? undefined : plainAmount(digits.replace(/^\./, "0."));
  const share = plain === undefined || percent === "" ? plain : plainAmount(hundredth(plain));
  return share !== undefined && /^(?:0(?:\.\d+)?|1)$/.test(share) ? share : undefined;
}

function hundredth(plain: string): string {
  const places = plain.includes(".") ? plain.length - plain.indexOf(".") - 1 : 0;
  return decimalText(BigInt(plain.replace(".", "")), places + 2);
}

