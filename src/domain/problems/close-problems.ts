/** What can be wrong with closing a period, and what happens to figures that were reported. */
import { text } from "./text.js";

export interface ChangedClose {
  period: string;
  closed_on: string;
  /** What `after` and `change` are told in. */
  currency: string;
  before_currency: string;
  reported_currency: string;
  /** ARR at the close of the period, exact decimal text: as reported, as it is, as it would be. */
  reported: string;
  before: string;
  after: string;
  /** Null where another currency tells it afterwards. */
  change: string | null;
  /** How many kept figures change. */
  figures: number;
}

const figuresText = (figures: number) => (figures === 1 ? "1 figure" : `${figures} figures`);

const money = (amount: string): string => amount.replace(/\B(?=(\d{3})+(?:\.|$))(?<!\.\d*)/g, ",");
const signed = (amount: string): string => `${amount.startsWith("-") ? "" : "+"}${money(amount)}`;

/** "2026-01 (closed on 2026-02-03): ARR from 12,000.00 to 14,000.00 USD (+2,000.00), reported as 12,000.00" */
function changedText(p: ChangedClose): string {
  const reported = `reported as ${money(p.reported)}${p.reported_currency === p.currency ? "" : ` ${p.reported_currency}`}`;
  const close = `${p.period} (closed on ${p.closed_on})`;
  if (p.change === null) return `${close}: ARR from ${money(p.before)} ${p.before_currency} to ${money(p.after)} ${p.currency}, ${reported}`;
  if (/[1-9]/.test(p.change)) return `${close}: ARR from ${money(p.before)} to ${money(p.after)} ${p.currency} (${signed(p.change)}), ${reported}`;
  return `${close}: ${figuresText(p.figures)} within it, its ARR of ${money(p.after)} ${p.currency} as it is`;
}

const mostNamed = 5;
const changesText = (changes: ChangedClose[]): string =>
  changes.slice(0, mostNamed).map(changedText).join("; ") + (changes.length > mostNamed ? `; and ${changes.length - mostNamed} more closed periods` : "");

const mostFigures = 4;
const figuresNamed = (figures: { name: string; reported: string; now: string }[]): string =>
  figures.slice(0, mostFigures).map(({ name, reported, now }) => `${name} ${money(reported)}, now ${money(now)}`).join("; ") + (figures.length > mostFigures ? `; and ${figures.length - mostFigures} more` : "");

export const closeProblems = {
  "period-not-closed": text<{ period: string; known: string[]; nearest: string | undefined }>({
    severity: "error",
    message: (p) => `${p.period} was not closed, so there are no figures of it as reported.`,
    remedy: (p) => (p.known.length === 0 ? "No period is closed yet: `annua close PERIOD` does it, such as `annua close 2026-01`." : `${p.nearest ? `Did you mean ${p.nearest}? ` : ""}Closed: ${p.known.slice(-12).join(", ")}.`),
  }),
  "period-closed-already": text<{ period: string; closed_at: string; close_id: number }>({
    severity: "error",
    message: (p) => `${p.period} was closed on ${p.closed_at}, as close ${p.close_id}. Nothing was closed: what was reported stays as it is.`,
    remedy: (p) => `\`annua restatement --period ${p.period}\` says what has changed since. To report it anew, beside the former close: --again (again in the library).`,
  }),
  "close-empty": text<{ period: string }>({
    severity: "error",
    message: (p) => `The book holds no lines, so there is nothing to report of ${p.period}. Nothing was closed.`,
    remedy: () => "Import a contract list first: `annua import contracts.csv`.",
  }),
  "answer-unknown": text<{ file: string; report: string }>({
    severity: "error",
    message: (p) => `${p.file} is an answer of the report ${p.report}, which this version does not have. Nothing was verified.`,
    remedy: () => "Verify it with the version that made it: its provenance names it.",
  }),
  "period-not-over": text<{ period: string; today: string }>({
    severity: "error",
    message: (p) => `${p.period} is not over on ${p.today}, so its figures are not what it comes to. Nothing was closed.`,
    remedy: () => "Close it when its last day has passed in the policy's time zone.",
  }),
  "close-without": text<{ period: string; wanted: string; kept: string[] }>({
    severity: "error",
    message: (p) => `The close of ${p.period} keeps no figures of ${p.wanted}.`,
    remedy: (p) => `It keeps ${p.kept.join(", ")}. A close keeps further cuts with --by.`,
  }),
  "close-currency": text<{ period: string; reported: string; now: string }>({
    severity: "error",
    message: (p) => `${p.period} was reported in ${p.reported}, and the book reports in ${p.now}: the two can't be subtracted.`,
    remedy: (p) => `Ask in the currency of the close: --set reporting_currency=${p.reported}, with the rates that it needs.`,
  }),
  "close-unlike": text<{ period: string; group: string; others: number; currency: string; reported: string; worked: string; difference: string; same_model: boolean; version: string }>({
    severity: "warning",
    message: (p) =>
      `${p.period} was reported with ARR of ${money(p.reported)} ${p.currency} at its end${p.group === "" ? "" : ` for ${p.group}`}, and comes to ${money(p.worked)} from what was known then, under the policy of then${p.others === 0 ? "" : `, as ${p.others === 1 ? "another group does" : `${p.others} other groups do`}`}. ` +
      `${p.same_model ? "The book was changed behind Annua's back" : `Other SQL made it (version ${p.version})`}: the ${signed(p.difference)} stand under definition, and no line explains them.`,
    remedy: (p) => `\`annua verify ${p.period}\` lists every figure of the close that comes out otherwise.`,
  }),
  "closed-period-changes": text<{ changes: ChangedClose[] }>({
    severity: "error",
    message: (p) => `This would restate ${p.changes.length === 1 ? "a closed period" : `${p.changes.length} closed periods`}, so nothing was kept. ${changesText(p.changes)}.`,
    remedy: () => "If that is right, go on with --accept-restatement (acceptRestatement in the library); `annua restatement` then tells why the figures differ from those reported.",
  }),
  "closed-period-changed": text<{ changes: ChangedClose[]; kept: boolean }>({
    severity: "warning",
    message: (p) => `This ${p.kept ? "restates" : "would restate"} ${p.changes.length === 1 ? "a closed period" : `${p.changes.length} closed periods`}: ${changesText(p.changes)}.`,
    remedy: (p) => `\`annua restatement --period ${p.changes[0]!.period}\` ${p.kept ? "tells" : "will tell"} why the figures differ from those reported.`,
  }),
  "period-closed": text<{ periods: string; last: string; closed_on: string; compared: string }>({
    severity: "warning",
    message: (p) => `${p.periods} closed, and ${p.compared} as reported (${p.closed_on}).`,
    remedy: (p) => `Nothing is to be done. \`annua close show ${p.last}\` shows the figures as reported.`,
  }),
  "period-figures-restated": text<{ period: string; closed_on: string; closing: string; currency: string; figures: { name: string; reported: string; now: string }[] }>({
    severity: "warning",
    message: (p) =>
      `${p.period} was closed on ${p.closed_on}. The ARR at its end is ${money(p.closing)} ${p.currency} as reported, but ${figuresText(p.figures.length)} of it ${p.figures.length === 1 ? "is" : "are"} not: ${figuresNamed(p.figures)}.`,
    remedy: (p) => `\`annua restatement --period ${p.period} --detail lines\` tells which lines changed, \`annua close show ${p.period}\` shows the figures as reported, and --vs close sets both side by side.`,
  }),
  "period-restated": text<{ period: string; closed_on: string; reported: string; now: string; difference: string; currency: string }>({
    severity: "warning",
    message: (p) =>
      p.difference === ""
        ? `${p.period} was closed on ${p.closed_on} with ${money(p.reported)} ${p.currency}; this answer is in another currency and can't be compared with it.`
        : `${p.period} was closed on ${p.closed_on} with ARR of ${money(p.reported)} ${p.currency} at its end; as known and defined here it is ${money(p.now)}, ${money(p.difference.replace("-", ""))} ${p.difference.startsWith("-") ? "less" : "more"}.`,
    remedy: (p) => `\`annua restatement --period ${p.period}\` tells why, \`annua close show ${p.period}\` shows the figures as reported.`,
  }),
};
