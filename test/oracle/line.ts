import { type Day, type Instant, readInstant } from "./calendar.js";
import { Fraction } from "./fraction.js";
import type { Kind, Policy } from "./knobs.js";

export type Row = Record<string, string | undefined>;

/** One row of SEMANTICS 2, read: what was sold, as it was sold. Nothing here depends on other lines. */
export interface Line {
  lineId: string;
  customer: string;
  /** Whose child the customer is by this line; empty: nobody's. */
  parent: string;
  product: string;
  kind: Kind;
  signedOn: Day;
  start: Day;
  /** The signed, exclusive end; undefined = open-ended. */
  end: Day | undefined;
  amount: Fraction;
  quantity: Fraction;
  per: string;
  every: Fraction;
  currency: string;
  percent: Fraction;
  discountAmount: Fraction;
  discountUntil: Day | undefined;
  contract: string;
  replaces: string;
  liveOn: Day;
  cancelledOn: Day | undefined;
  autoRenew: boolean;
  renewalMonths: number | undefined;
  acquired: boolean;
  billing: string;
  attributes: Record<string, string>;
  /** undefined = since ever. */
  recordedOn: Instant | undefined;
  superseded: boolean;
  customerName: string;
  /** False where the kind is what kind_rules made of it. */
  isKindWritten: boolean;
  decided: DecidedFields;
  /** A line that people added by adjusting: so much a year for as long as it says, beside what the rules make of the others. */
  isAdjustment: boolean;
}

/** What people decided of a line, beyond the fields that it has itself. */
export interface DecidedFields {
  /** It goes on to this day, whatever its term. */
  runsUntil?: Day;
  renewsItself?: boolean;
  begin?: Day;
  /** Lines that it gives way to. */
  givesWayTo?: string[];
}

/** Thrown by the readers below and caught in readLine: this row is refused, and why. */
class Refusal extends Error {}

const COLUMNS = new Set(
  `line_id customer_id parent_id product kind signed_on start_date end_date amount quantity amount_per amount_every
  currency discount_percent discount_amount discount_until contract_id replaces live_on cancelled_on auto_renew
  renewal_term_months origin billing recorded_on superseded_on customer_name parent_name notice_days opt_out_on
  cancel_reason`.split(/\s+/),
);
const KINDS = ["recurring", "usage", "one_time", "services"];
const PRICE_PERIODS = ["month", "quarter", "half_year", "year", "week", "day", "term"];
const BILLINGS = ["upfront", "monthly", "quarterly", "annual"];
const MOST_DIGITS = 30;
const FIRST_FAR_END: Day = Date.UTC(2099, 11, 31) / 86_400_000;

export function readLine(row: Row, policy: Policy): Line | { refused: string } {
  try {
    return read(row, policy);
  } catch (refusal) {
    if (refusal instanceof Refusal) return { refused: refusal.message };
    throw refusal;
  }
}

function read(row: Row, policy: Policy): Line {
  const text = (column: string): string => row[column] ?? "";
  const dayIn = (column: string): Day | undefined => readDayColumn(text(column), column, policy);
  const numberIn = (column: string, byDefault: Fraction): Fraction =>
    text(column) === "" ? byDefault : readNumber(text(column), column);

  const start = dayIn("start_date");
  if (start === undefined) throw new Refusal("no start");
  const signedEnd = dayIn("end_date");
  const end = signedEnd !== undefined && policy.endDateConvention === "inclusive" ? signedEnd + 1 : signedEnd;
  const line: Line = {
    lineId: present(text("line_id"), "line_id"),
    customer: present(text("customer_id"), "customer_id"),
    parent: text("parent_id"),
    product: text("product") || "-",
    kind: readKind(row, policy),
    signedOn: dayIn("signed_on") ?? start,
    start,
    end: end !== undefined && end >= FIRST_FAR_END ? undefined : end,
    amount: readNumber(present(text("amount"), "amount"), "amount"),
    quantity: numberIn("quantity", Fraction.ONE),
    per: oneOf(text("amount_per"), PRICE_PERIODS, "amount_per"),
    every: Fraction.of(readCount(text("amount_every"), "amount_every") ?? 1),
    currency: text("currency") || policy.reportingCurrency,
    percent: numberIn("discount_percent", Fraction.ZERO),
    discountAmount: numberIn("discount_amount", Fraction.ZERO),
    discountUntil: dayIn("discount_until"),
    contract: text("contract_id"),
    replaces: text("replaces"),
    liveOn: dayIn("live_on") ?? start,
    cancelledOn: dayIn("cancelled_on"),
    autoRenew: oneOf(text("auto_renew") || "false", ["true", "false"], "auto_renew") === "true",
    renewalMonths: readCount(text("renewal_term_months"), "renewal_term_months"),
    acquired: text("origin") === "acquisition",
    billing: oneOf(text("billing") || "upfront", BILLINGS, "billing"),
    attributes: readAttributes(row),
    recordedOn: readInstantColumn(text("recorded_on"), "recorded_on", policy),
    superseded: readInstantColumn(text("superseded_on"), "superseded_on", policy) !== undefined,
    customerName: text("customer_name"),
    isKindWritten: text("kind") !== "",
    decided: {},
    isAdjustment: /^decision-\d+$/.test(text("line_id")),
  };
  dayIn("opt_out_on");
  refuseImpossible(line, end);
  refuseTooManyDigits(row);
  return line;
}

function refuseImpossible(line: Line, writtenEnd: Day | undefined): void {
  if (writtenEnd !== undefined && writtenEnd < line.start) throw new Refusal("end before start");
  if (line.per !== "term") return;
  if (line.every.isAbove(Fraction.ONE)) throw new Refusal("amount_every with a term amount");
  if (line.end === undefined && writtenEnd !== undefined) throw new Refusal("term amount with a far end");
  const needsTerm = line.kind === "recurring" || line.kind === "usage";
  if (needsTerm && (line.end === undefined || line.end === line.start)) throw new Refusal("term amount without a term");
}

/** Digits are counted as they are written, leading and trailing zeros too. */
function refuseTooManyDigits(row: Row): void {
  const written = `${row["amount"] ?? ""}${row["quantity"] ?? ""}${row["discount_percent"] ?? ""}`;
  if (written.replace(/\D/g, "").length > MOST_DIGITS) throw new Refusal("more than 30 digits");
}

function readKind(row: Row, policy: Policy): Kind {
  if (row["kind"]) return oneOf(row["kind"], KINDS, "kind") as Kind;
  return ruledKind(row["product"] ?? "", row["description"] ?? "", policy);
}

/** The kind of a row that names none. */
export function ruledKind(product: string, description: string, policy: Policy): Kind {
  for (const words of [product, description]) {
    const rule = policy.kindRules.find(({ match }) => match.test(words));
    if (rule) return rule.kind;
  }
  return "recurring";
}

function readAttributes(row: Row): Record<string, string> {
  const entries = Object.entries(row).filter(([column, value]) => !COLUMNS.has(column) && value);
  return Object.fromEntries(entries.map(([column, value]) => [column, value as string]));
}

function readInstantColumn(text: string, column: string, policy: Policy): Instant | undefined {
  if (text === "") return undefined;
  const instant = readInstant(text, policy.timeZone);
  if (!instant) throw new Refusal(`unreadable ${column}`);
  return instant;
}

function readDayColumn(text: string, column: string, policy: Policy): Day | undefined {
  return readInstantColumn(text, column, policy)?.day;
}

function readNumber(text: string, column: string): Fraction {
  const number = Fraction.readDecimal(text);
  if (!number) throw new Refusal(`unreadable ${column}`);
  return number;
}

function readCount(text: string, column: string): number | undefined {
  if (text === "") return undefined;
  if (!/^\d+$/.test(text) || Number(text) < 1) throw new Refusal(`${column} is no whole number of 1 or more`);
  return Number(text);
}

function oneOf(text: string, words: string[], column: string): string {
  if (!words.includes(text)) throw new Refusal(text === "" ? `no ${column}` : `unknown ${column}`);
  return text;
}

function present(text: string, column: string): string {
  if (text === "") throw new Refusal(`no ${column}`);
  return text;
}
