import { addMonths, type Day } from "./calendar.js";
import type { Policy } from "./knobs.js";
import type { Line } from "./line.js";
import { countsAtFace, isCounted, isEmpty, termMonths } from "./value.js";

/** When a line begins and ends to count (SEMANTICS 7 and 8). Infinity = never ends. */

const FACE_MONTHS = 12;

export function beginOf(line: Line, policy: Policy): Day {
  if (line.decided.begin !== undefined) return line.decided.begin;
  if (policy.recognition === "signature") return line.signedOn;
  const begin = policy.recognition === "go_live" ? line.liveOn : line.start;
  return policy.lateSignature === "not_before_signature" ? Math.max(begin, line.signedOn) : begin;
}

/** The first day on which the line no longer counts, after replaces and expired. */
export function endOf(line: Line, lines: Line[], policy: Policy): Day {
  const replacers = lines.filter((other) => other !== line && takesPlaceOf(other, line));
  const wouldEnd = line.end ?? (countsAtFace(line) ? addMonths(line.start, FACE_MONTHS) : Infinity);
  const cuts = replacers.map((replacer) => Math.max(replacer.start, line.start)).filter((cut) => cut < wouldEnd);
  if (cuts.length > 0) return Math.min(...cuts);
  if (line.end === undefined || !runsOn(line, policy)) return wouldEnd;
  return endOfRunning(line, line.end, lines, replacers, policy);
}

/** Its own row says so, or people do. */
export function takesPlaceOf(other: Line, line: Line): boolean {
  return other.replaces === line.lineId || (line.decided.givesWayTo ?? []).includes(other.lineId);
}

/** Whether it goes on past its signed end unless something takes over. */
export function runsOn(line: Line, policy: Policy): boolean {
  if (line.kind !== "recurring" || isEmpty(line) || line.isAdjustment) return false;
  if (decidedEnd(line) !== undefined || line.decided.renewsItself) return true;
  if (policy.expired === "renewed_if_auto_renew") return line.autoRenew;
  return policy.expired === "hold" && line.cancelledOn === undefined;
}

/** The earliest of: a line that takes over on or after the signed end, and what a notice leaves. */
function endOfRunning(line: Line, signedEnd: Day, lines: Line[], replacers: Line[], policy: Policy): Day {
  const successors = lines.filter(
    (other) =>
      other.customer === line.customer && other.product === line.product && !other.isAdjustment && !isEmpty(other) && isCounted(other, policy),
  );
  const takeovers = [...successors, ...replacers].map((other) => other.start).filter((start) => start >= signedEnd);
  return Math.min(decidedEnd(line) ?? endByNotice(line, signedEnd, policy), ...takeovers);
}

/** The day to which people say that it went on; it never shortens a term, and a notice does not shorten it. */
function decidedEnd({ end, decided: { runsUntil } }: Line): Day | undefined {
  return runsUntil !== undefined && end !== undefined && runsUntil > end ? runsUntil : undefined;
}

/** The first end of a term, the signed one among them, that is on or after the notice. */
function endByNotice(line: Line, signedEnd: Day, policy: Policy): Day {
  if (line.cancelledOn === undefined) return Infinity;
  for (let terms = 0; ; terms++) {
    const end = termEnd(line, signedEnd, terms, policy);
    if (end >= line.cancelledOn) return end;
  }
}

/** Where so many further terms end. */
export function termEnd(line: Line, signedEnd: Day, terms: number, policy: Policy): Day {
  const months = line.renewalMonths ?? termMonths(line, policy);
  return months === undefined ? signedEnd + terms * (signedEnd - line.start) : addMonths(signedEnd, terms * months);
}
