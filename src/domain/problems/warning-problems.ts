/**
 * What deserves a look although no number is wrong: the words of the data warnings, with the columns of src/sql/check as parameters.
 * Amounts are exact decimal text.
 */
import type { ProblemText } from "../problem.js";

export interface Stake {
  /** The ARR at stake with its unit: in the reporting currency, and in each currency that has no rate its own. */
  stake: string;
  /** The day at whose close it is taken, where a warning speaks of a day. */
  on: string;
}

export interface WrittenGroup extends Stake {
  kind: string;
  lines: string;
  examples: string;
  written: string;
  currency: string;
  amount_per: string;
  amount_every: string;
}

/** A warning whose remedy is one sentence for every case, so that lists of checks can show it too. */
const warning = <P>(message: (params: P) => string, remedy: string): ProblemText<P> & { remedy: () => string } => ({ severity: "warning", message, remedy: () => remedy });

const heldText = ({ is_loose, is_void }: { is_loose: string; is_void: string }): string => {
  if (is_loose === "true") return "It has nothing to do with the other line any more, and the answer does nothing between the two";
  return is_void === "true" ? "The answer was given on another amount and does nothing to this one" : "The answer still holds";
};
const count = (lines: string, noun = "line") => `${lines} ${noun}${lines === "1" ? "" : "s"}`;
const are = (lines: string) => (lines === "1" ? "is" : "are");
const named = (p: WrittenGroup) => `${count(p.lines)} of kind ${p.kind} (${p.examples}${Number(p.lines) > 3 ? ", …" : ""})`;
const written = (p: WrittenGroup) => `${p.written} ${p.currency} per ${p.amount_every === "1" ? p.amount_per : `${p.amount_every} ${p.amount_per}s`} as written`;
const counting = (p: WrittenGroup) => `; if ${p.lines === "1" ? "it counted it" : "they counted they"} would carry ${p.stake} of ARR on ${p.on}`;

export const warningProblems = {
  "line-overlap": warning<Stake & { line: string; other: string; customer: string; product: string; from_on: string; last_on: string }>(
    (p) => `Line ${p.line} overlaps ${p.other} for customer ${p.customer}, product ${p.product}, from ${p.from_on}${p.last_on === "" ? " on" : ` to ${p.last_on}`}; both count, so ${p.stake} of ARR may be counted twice.`,
    'If it is a renewal or a new price, end the earlier line where the later starts, or name it in "replaces"; if only the latest should count, set overlap: latest_start. An add-on is right as it is.',
  ),
  "ended-without-renewal": warning<Stake & { line: string; customer: string; product: string; last_on: string; auto_renew: string; runs_on: string }>(
    (p) =>
      p.runs_on === ""
        ? `Line ${p.line} of customer ${p.customer}, product ${p.product}, ended on ${p.last_on} without a notice or a renewal${p.auto_renew === "true" ? ", though it renews by itself" : ""}; its ${p.stake} counts as lost.`
        : `Line ${p.line} of customer ${p.customer}, product ${p.product}, a credit, ended on ${p.last_on} without a notice or a renewal; expired: ${p.runs_on} lets it run on, so it still takes ${p.stake} off ARR.`,
    "If the customer stayed, import the renewal, or let lines run on with expired: renewed_if_auto_renew or hold, which let negative lines (credits) run on too; if it left, or a credit ended as it should, fill in cancelled_on.",
  ),
  "short-gap": warning<Stake & { line: string; other: string; customer: string; product: string; gap_on: string; back_on: string; days: string }>(
    (p) => `Customer ${p.customer} has no cover of product ${p.product} for ${count(p.days, "day")} from ${p.gap_on}, between lines ${p.other} and ${p.line}; ${p.stake} leaves ARR and comes back on ${p.back_on}.`,
    "Gaps of one day mean that end dates are the last day of service: set end_date_convention to inclusive. Else, if service went on, correct the dates; to treat such gaps as late renewals set grace_days to the days that you allow.",
  ),
  "attribute-change": warning<Stake & { line: string; other: string; customer: string; product: string; changes: string; from_on: string }>(
    (p) => `Line ${p.line} of customer ${p.customer}, product ${p.product}, follows ${p.other} on ${p.from_on} with another ${p.changes}; in a cut by it ${p.stake} moves from group to group.`,
    "If it is a slip of spelling, correct the value; a real change is shown as a transfer between the groups.",
  ),
  "decided-line-changed": warning<Stake & { line: string; question: string; choice: string; changes: string; is_loose: string; is_void: string }>(
    (p) => `Line ${p.line} was corrected after ${p.question} had been answered with ${p.choice}: ${p.changes}. ${heldText(p)}; ${p.stake} of ARR stands on it.`,
    "If the answer no longer fits, take it back with `annua answer QUESTION --withdraw` and answer anew.",
  ),
  "customer-two-names": warning<Stake & { customer: string; names: string; name: string; line: string; other_name: string; other: string }>(
    (p) => `Customer ${p.customer} has ${p.names} names: ${p.name} (line ${p.line}), which is shown, and ${p.other_name} (${p.other}). If they are two customers, their ${p.stake} of ARR today is counted as one logo.`,
    "Give each customer an id of its own, or one name to all its lines.",
  ),
  "line-negative": warning<Stake & { line: string; customer: string; product: string; from_on: string }>(
    (p) => `Line ${p.line} of customer ${p.customer}, product ${p.product}, takes ${p.stake} off ARR from ${p.from_on}.`,
    "If it is a credit or a refund, leave it out of the list; a lower price is better told by a line that replaces the old one.",
  ),
  "discount-outside": warning<Stake & { line: string; customer: string; product: string; percent: string; is_below: string }>(
    (p) =>
      `Line ${p.line} of customer ${p.customer}, product ${p.product}, has a discount of ${p.percent} %: ${p.is_below === "true" ? "below zero it raises the price" : "above 100 % it makes the price negative"}; ${p.stake} of ARR on ${p.on} hangs on it.`,
    "Write discount_percent as a number from 0 to 100: 10 for a tenth off. A surcharge belongs in the amount, a credit in a line of its own.",
  ),
  "customer-below-zero": warning<Stake & { customer: string; line: string; from_on: string }>(
    (p) => `The ARR of customer ${p.customer} is below zero from ${p.from_on}, by up to ${p.stake} (see line ${p.line}); it is no logo then, and its movement is an adjustment.`,
    "Correct its negative lines: they take off more than there is.",
  ),
  "replaces-unknown": warning<Stake & { line: string; customer: string; replaces: string; is_itself: string }>(
    (p) => `Line ${p.line} of customer ${p.customer} says that it replaces ${p.is_itself === "true" ? "itself" : `${p.replaces}, which is not among the lines`}, so it ends no other; what it should end still counts beside it.`,
    'Name the line_id of the line that it takes the place of, or leave "replaces" empty.',
  ),
  "replaces-other-customer": warning<Stake & { line: string; customer: string; other: string; other_customer: string; from_on: string }>(
    (p) => `Line ${p.line} of customer ${p.customer} replaces ${p.other} of customer ${p.other_customer}, which so ends on ${p.from_on}: ${p.stake} of ARR leaves one customer for another.`,
    'If the contract did not pass from one customer to the other, correct "replaces": one wrong id ends somebody else\'s line.',
  ),
  "replaces-circle": warning<Stake & { circle: string; customer: string }>(
    (p) => `Lines of customer ${p.customer} replace each other in a circle (${p.circle}): each ends where the next starts, so of what they bring ${p.stake} of ARR is left on ${p.on}.`,
    'Leave "replaces" empty in the line that came first.',
  ),
  "notice-without-end": warning<Stake & { line: string; customer: string; cancelled_on: string }>(
    (p) => `Line ${p.line} of customer ${p.customer} has no end, but notice was given on ${p.cancelled_on}: ${p.stake} of ARR still counts on ${p.on}, for a notice ends no term by itself.`,
    "Give the line the end_date that the notice leads to.",
  ),
  "plan-left-out": warning<WrittenGroup>(
    (p) => `${named(p)} ${are(p.lines)} left out of ARR by partial_year or sub_annual_plans: ${written(p)}${counting(p)}.`,
    "This is what the policy says; set partial_year: annualise and sub_annual_plans: include to count them.",
  ),
  "kind-left-out": warning<WrittenGroup>(
    (p) => `${named(p)} ${are(p.lines)} left out of ARR by include_kinds: ${written(p)}${counting(p)}.`,
    "This is what the policy says; correct the kind of lines that do recur, or add it to include_kinds.",
  ),
  "kind-by-rule": warning<WrittenGroup>(
    (p) => `kind_rules made ${p.kind} of ${count(p.lines)} without a kind (${p.examples}${Number(p.lines) > 3 ? ", …" : ""}): ${written(p)}; ${p.stake} of ARR on ${p.on} hangs on the guess.`,
    "Fill in kind where the rules guess wrong, or set kind_rules.",
  ),
  "line-empty": warning<Stake & { line: string; customer: string; start_date: string; amount: string; quantity: string; amount_per: string }>(
    (p) => `Line ${p.line} of customer ${p.customer} starts and ends on ${p.start_date}, so it never counts (${p.amount}${p.quantity === "1" ? "" : ` x ${p.quantity}`} per ${p.amount_per}); without an end it would carry ${p.stake} of ARR on ${p.on}.`,
    "Correct its dates; if its end is the last day of service, set end_date_convention: inclusive.",
  ),
  "start-far": warning<Stake & { start_date: string; is_back: string; lines: string; line: string }>(
    (p) => {
      const starts = `The start ${p.start_date} of ${count(p.lines)} (${p.line}${p.lines === "1" ? "" : ", …"}) is taken as it stands: `;
      return p.is_back === "true" ? `${starts}before 1990 it hardly is one, and what ${p.lines === "1" ? "it carries" : "they carry"}, ${p.stake} of ARR on ${p.on}, counts since then.` : `${starts}from 2099-12-31 on it hardly is one, and what ${p.lines === "1" ? "it carries" : "they carry"}, ${p.stake} of ARR, is in no figure until then.`;
    },
    "If it stands for an unknown day, or is a slip of the pen, write the day on which the term began.",
  ),
  "end-far": warning<Stake & { end_date: string; lines: string; line: string }>(
    (p) => `The end ${p.end_date} of ${count(p.lines)} (${p.line}${p.lines === "1" ? "" : ", …"}) is read as no end: from 2099-12-31 on an end stands for "open"; ${p.stake} of ARR on ${p.on} goes on without end.`,
    "Leave end_date empty where there is no end, and correct it where there is one.",
  ),
  "law-broken": {
    severity: "error" as const,
    message: (p: { sentence: string; example: string; offending: string }) => `A law of the figures does not hold: ${p.sentence} ${p.example}${p.offending === "1" ? "" : ` And ${Number(p.offending) - 1} more.`} Do not rely on the figures.`,
    remedy: () => "This is a fault in Annua, not in your lines. Keep the book as it is, import the files into a new one, and report what `annua check --format json` says.",
  },
};
