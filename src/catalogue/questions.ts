/**
 * The questions that a book can raise: every doubt about its lines that changes a number or a story. The name of a question is the name of
 * the file under src/sql/ask that finds it; the first choice is what is taken while nobody answers.
 */

/** What a question is about, as its SQL tells it. */
export type Facts = Record<string, unknown>;

export interface QuestionKind {
  name: string;
  /** The check whose offending rows it asks about, where it is one. */
  of?: string;
  title: string;
  ask: (facts: Facts) => string;
  /** What each choice means; a name with * stands for all that begin so. */
  choices: Readonly<Record<string, string>>;
  /**
   * The choice that takes --until, what the day is, and the fact that names the day after which it has to lie: up to then it can do
   * nothing. isLast: it is a last day, as the sentence shows it, however the list writes its ends, and the field is set to the day after.
   */
  until?: { choice: string; field: string; isLast: boolean; means: string; after: string; afterMeans: string };
}

const list = (value: unknown): string => (value as unknown[]).map(String).join(", ");
const lines = (value: unknown): string => `${(value as unknown[]).length === 1 ? "Line" : "Lines"} ${list(value)}`;

/** From how many times on an amount is asked about: see ask/amount.sql. */
const timesText = (f: Facts): string =>
  f["is_more"] ? `at least ${f["is_renewal"] ? "five" : "eight"} times as much as` : `${f["is_renewal"] ? "a fifth" : "an eighth"} or less of`;

/** Months after its signature from which a line that is not live is asked about, where a question does not say. */
export const usualBacklog = "6";

export const questionKinds = [
  {
    name: "ended", of: "ended_without_renewal", title: "Ended without renewal or notice",
    ask: (f) => `${lines(f["lines"])} of ${f["customer"]}, ${f["product"]}, ended with ${f["last_on"]} and neither a renewal nor a notice is there. Have they left?`,
    choices: {
      churned: "They have left: the line ended.",
      renewed: "It was renewed on the same terms, as often as it takes to run today: up to the end of that term, or to the day given with --until, that day included.",
      auto_renewed: "It renews by itself, term after term.",
    },
    until: { choice: "renewed", field: "runs_until", isLast: true, means: "the last day of the renewed term", after: "term_last_on", afterMeans: "the last day of the term" },
  },
  {
    name: "overlap", of: "line_overlap", title: "Two lines at the same time",
    ask: (f) => `Lines ${f["other"]} and ${f["line"]} of ${f["customer"]}, ${f["product"]}, run at the same time from ${f["from_on"]}${f["last_on"] ? ` to ${f["last_on"]}` : ""}. Do both count?`,
    choices: { both: "Both are live; both count.", replaces: "The later takes the place of the earlier from its start." },
  },
  {
    name: "gap", of: "short_gap", title: "A gap in the cover",
    ask: (f) => `${f["customer"]}, ${f["product"]}, has no cover from ${f["gap_on"]} until ${f["back_on"]}, ${f["days"]} day${Number(f["days"]) === 1 ? "" : "s"}. Had they left?`,
    choices: { left_and_back: "They left and came back.", renewed_late: "The renewal was only written late: the old line runs on until the new one starts." },
  },
  {
    name: "kind", title: "Kind unclear",
    ask: (f) => `${f["lines"]} line${Number(f["lines"]) === 1 ? "" : "s"} of product ${f["product"]} (such as ${list(f["examples"])}) name${Number(f["lines"]) === 1 ? "s" : ""} no kind; kind_rules take${Number(f["lines"]) === 1 ? "s it" : " them"} for ${f["guess"]}. What are they?`,
    choices: {
      recurring: "Paid again and again: ARR.", services: "Work that is paid once or by the day.", one_time: "Paid once.", usage: "Paid by what was used.",
    },
  },
  {
    name: "names", title: "Two names under one id",
    ask: (f) => `Customer ${f["customer"]} is called ${f["name"]}, and on ${f["lines"]} line${Number(f["lines"]) === 1 ? "" : "s"} ${f["other_name"]}. Is that one customer?`,
    choices: { one_customer: "One customer that changed its name or is written in two ways.", two_customers: "Two customers: the lines of the other name are those of another one." },
  },
  {
    name: "ids", title: "Two ids that look like one customer",
    ask: (f) => `Customers ${list(f["ids"])} have the same name (${list(f["names"])}). Are they one customer?`,
    choices: { apart: "They are customers of their own.", one_customer: "They are one: all lines are those of the id that is there longest." },
  },
  {
    name: "amount", title: "Amount out of line",
    ask: (f) => `Line ${f["line"]} of ${f["customer"]}, ${f["product"]} (${f["amount"]} per ${f["amount_per"]}) is worth ${timesText(f)} line ${f["other"]} ${f["is_renewal"] ? "that it renews" : "before it"}. Is it right?`,
    choices: { as_written: "It is right.", "per_*": "The amount is the price of another period.", "times_*": "A slip of the point: the amount is so many times what is written.", "divided_by_*": "A slip of the point: the amount is what is written, divided by so much.", left_out: "The line is a mistake and counts nowhere." },
  },
  {
    name: "currency", title: "Currency out of line",
    ask: (f) => `Line ${f["line"]} of ${f["customer"]}, ${f["product"]} (${f["amount"]}) is in ${f["currency"]}, line ${f["other"]} before it in ${f["before_currency"]}. Is it right?`,
    choices: { as_written: "They pay in another currency now.", "in_*": "The amount is in the currency of the line before." },
  },
  {
    name: "attribute", of: "attribute_change", title: "Attributes that differ",
    ask: (f) => `Line ${f["line"]} of ${f["customer"]}, ${f["product"]}, differs from line ${f["other"]} before it: ${f["changes"]}. Did they change?`,
    choices: { changed: "They changed with the new line: a transfer.", always_new: "The new ones were right all along.", always_old: "The old ones still hold." },
  },
  {
    name: "not_live", title: "Signed long ago and not live",
    ask: (f) => `Line ${f["line"]} of ${f["customer"]}, ${f["product"]}, was signed on ${f["signed_on"]} and is to begin only on ${f["begin_on"]}. Is that so?`,
    choices: { waits: "It begins on that day.", live: "It has been live since it was signed.", fell_through: "It fell through and counts nowhere." },
  },
  {
    name: "discount", title: "Discount without an end",
    ask: (f) => `Line ${f["line"]} of ${f["customer"]}, ${f["product"]}, has a discount (${f["discount_percent"] === "0" ? f["discount_amount"] : `${f["discount_percent"]}%`}) that nothing ends. Does it hold for ever?`,
    choices: { for_ever: "It holds as long as the line.", ends: "It ends after the first year, or on the day given with --until: the first day at the full price." },
    until: { choice: "ends", field: "discount_until", isLast: false, means: "the first day at the full price", after: "start_on", afterMeans: "when the line starts" },
  },
  {
    name: "duplicate", title: "Duplicate rows",
    ask: (f) => `Lines ${list(f["lines"])} of ${f["customer"]}, ${f["product"]}, differ in nothing but their ids. Do all count?`,
    choices: { all_count: "They are several contracts.", one_counts: "They are one contract that is there several times: the first counts." },
  },
] as const satisfies readonly QuestionKind[];

/** The kind of a name. */
export const questionKind = (name: string): QuestionKind => (questionKinds as readonly QuestionKind[]).find((kind) => kind.name === name)!;

/** A choice with its day: "renewed until 2026-12-31", "ends 2026-03-01". */
export function withDay(choice: string, day: string): string {
  const takes = (questionKinds as readonly QuestionKind[]).find(({ until }) => until?.choice === choice)?.until;
  if (day === "") return choice;
  return takes?.isLast === false ? `${choice} ${day}` : `${choice} until ${day}`;
}

/** What a choice of a kind means. */
export function choiceMeaning(kind: QuestionKind, choice: string): string {
  const starred = Object.entries(kind.choices).find(([name]) => name === choice || (name.endsWith("*") && choice.startsWith(name.slice(0, -1))));
  return starred?.[1] ?? "";
}
