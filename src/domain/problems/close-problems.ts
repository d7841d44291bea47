/** What can be wrong with closing a period, and what happens to figures that were reported. */
import { text } from "./text.js";

export interface ChangedClose {
  period: string;
  closed_on: string;
  currency: string;
  /** ARR at the close of the period, exact decimal text: as reported, as it is, as it would be. */
  reported: string;
  before: string;
  after: string;
  change: string;
  /** How many kept figures change. */
  figures: number;
}

const figuresText = (figures: number) => (figures === 1 ? "1 figure" : `${figures} figures`);

const money = (amount: string): string => amount.replace(/\B(?=(\d{3})+(?:\.|$))(?<!\.\d*)/g, ",");
const signed = (amount: string): string => `${amount.startsWith("-") ? "" : "+"}${money(amount)}`;

/** "2026-01 (closed on 2026-02-03): ARR 12,000.00 -> 14,000.00 USD (+2,000.00)" */
const changedText = (p: ChangedClose): string =>
  /[1-9]/.test(p.change)
    ? `${p.period} (closed on ${p.closed_on}): ARR from ${money(p.before)} to ${money(p.after)} ${p.currency} (${signed(p.change)}), reported as ${money(p.reported)}`
    : `${p.period} (closed on ${p.closed_on}): ${figuresText(p.figures)} within it, its ARR of ${money(p.after)} ${p.currency} as it is`;

const mostNamed = 5;
const changesText = (changes: ChangedClose[]): string =>
  changes.slice(0, mostNamed).map(changedText).join("; ") + (changes.length > mostNamed ? `; and ${changes.length - mostNamed} more closed periods` : "");

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
  "period-closed": text<{ periods: string; last: string; closed_on: string }>({
    severity: "warning",
    message: (p) => `${p.periods} closed, and the ARR at the close is as it was reported (${p.closed_on}).`,
    remedy: (p) => `Nothing is to be done. \`annua close show ${p.last}\` shows the figures as reported.`,
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
