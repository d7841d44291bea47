/** Which columns are start, end, signature, go-live and notice, and whether ends are last days of service. */
import { addDays, addMonths } from "../../domain/calendar.js";
import { isDates, isNearlyEvery, type ColumnLook } from "./column-look.js";
import { isNoDate, isSomeDay, readDate } from "./date-style.js";
import { safeText } from "../safe-text.js";
import { bestNamed, type NamePattern } from "./field-names.js";
import { termColumns } from "./guess-amount.js";
import { flagOf, type Guessing } from "./guessing.js";
import { readMonths } from "./value-words.js";

const NO_TERM = / (?:trial|created|creation|updated|modified|synced|sync|fivetran|airbyte|invoice|due|paid|payment|birth|export|exported|report|next|discount|promo|promotion|coupon|override|last(?! (?:day|service day))|anchor|cycle|current) /;
/** How sure a name is that is an end's own, and not a renewal's or that of leaving. */
const CALLED_END = 0.85;
/** An end customer, or the reason of an end. */
const OF_SOMETHING_ELSE = / (?:customers?|clients?|users?|market|reason|product|point|type|status|kunden?|grund) /;
/** How sure a name is that tells when a customer left. */
const LEFT = 0.7;
const startNames: readonly NamePattern[] = [
  [/^ (?:start|start date|started|started on|started at|starts|starts on|starting|start day|term start|term start date|contract start|contract start date|subscription start|subscription start date|begin|begin date|begins|beginning|from|from date|period start|service start|service start date|service start|service period start|segment start date|licen[cs]e start|licen[cs]e start date|start month|beginn|startdatum|vertragsbeginn|laufzeitbeginn|erster tag|first day|first day of service|gültig ab|ab|von|date from|recurring billing start date) $/, 0.95],
  [/ (?:start|starts|started|begin|begins|commencement|commences|inception) /, 0.85],
  [/^ (?:effective|effective date|effective from|effective start date|contract effective date|valid from) $/, 0.9],
  [/ (?:activation|activated|go live|golive|live date|live on|launch|launched|provisioned|customer since|subscribed|onboarded|service date|since) /, 0.7],
];
const leftNames: readonly NamePattern[] = [
  [/ (?:gekündigt|kündigung\p{L}*) (?:zum|per) | kündigungstermin | austritt\p{L}* /u, LEFT],
  [/ (?:churn\p{L}*|deactivat\p{L}*|offboard\p{L}*|left|lost date|closed lost date) /u, LEFT],
];
/** A term has one as well, so only beside another end they say who left. */
export const endedNames: readonly NamePattern[] = [...leftNames, [/ terminat\p{L}* /u, LEFT]];
export const endNames: readonly NamePattern[] = [
  [/^ (?:end|end date|ended|ended on|ended at|ends|ends on|ending|end day|term end|term end date|contract end|contract end date|subscription end|subscription end date|to|to date|until|thru|through|expiry|expiry date|expiration|expiration date|expires|expires on|expires at|contract expiry|contract expiration|contract expiration date|contract expiry date|contract expires|term expiration|period end|service end|service end date|service period end|segment end date|licen[cs]e end|licen[cs]e end date|end month|enddatum|ende|vertragsende|laufzeitende|letzter tag|letzter vertragstag|letzter leistungstag|last day|last day of service|last service day|endet|endet am|gültig bis|befristet bis|vertrag bis|laufzeit bis|bis|valid to|valid until|valid through|effective to|effective end date|date to) $/, 0.95],
  [/ (?:end|ends|ended|expir\p{L}*|terminat\p{L}*) /u, 0.85],
  [/ renew(?:al|als|s|ed)? /, 0.8],
  ...leftNames,
  [/ cancel\p{L}* /u, 0.6],
];
const signedNames: readonly NamePattern[] = [
  [/ (?:signed|signature|signing|sign|executed|execution) /, 0.95],
  [/^ (?:close date|closed date|closedate|date closed|closed on|closed won date|won date|booking date|booked on|booked date|order date|contract date|agreement date|deal date|po date|purchase date|sale date|sold on|closed at|date won) $/, 0.9],
];
const liveNames: readonly NamePattern[] = [[/ (?:go live|golive|live date|live on|launch|launched|activation|activated|provisioned|deployed|deployment) /, 0.9]];
const noticeNames: readonly NamePattern[] = [[/^ (?:gekündigt(?: am)?|kündigung(?:sdatum|seingang)?(?: (?:am|vom|erhalten|eingegangen))?) $/u, 0.85], [/ (?:cancel\p{L}*|notice) (?:requested |received |given |effective )?(?:date|day|on|at|requested|received) $|^ (?:cancel\p{L}*|notice given|notice received) $/u, 0.85]];

/** Settles the dates of the line, or asks. */
export function guessDates(guess: Guessing): void {
  if (!guess.has("discount_until")) claimBest(guess, "discount_until", [[/ (?:discount|promo|promotion|coupon|off|rebate) .*(?:end|ends|until|expir\p{L}*) | off until /u, 0.9]]);
  guessStart(guess);
  const start = guess.lookOf("start_date");
  guessEnd(guess, start);
  if (!guess.has("signed_on")) claimBest(guess, "signed_on", signedNames);
  if (!guess.has("live_on")) claimBest(guess, "live_on", liveNames);
  if (!guess.has("cancelled_on")) claimBest(guess, "cancelled_on", noticeNames);
}

const free = (guess: Guessing): ColumnLook[] => guess.free().filter((look) => isDates(look) && !NO_TERM.test(look.words));

function claimBest(guess: Guessing, field: string, names: readonly NamePattern[]): void {
  const [best] = bestNamed(guess.free().filter(isDates), names);
  if (best !== undefined) guess.claim(best.look, field, best.sureness, "its name and its dates say so");
}

function guessStart(guess: Guessing): void {
  if (guess.has("start_date")) return;
  const named = bestNamed(free(guess), startNames);
  const [best] = named;
  if (best === undefined) {
    const signed = bestNamed(free(guess), signedNames).map((each) => each.look);
    const others = signed.length > 0 ? signed : guess.free().filter((look) => isDates(look) && bestNamed([look], endNames).length === 0);
    const flag = others[0] === undefined ? "--const start_date=2025-01-01" : flagOf("start_date", others[0]);
    guess.ask("start_date", "No column is called a start, and no line counts on any day without one.", others, flag);
    return;
  }
  const rivals = named.filter((each) => each.sureness === best.sureness && !sameDays(each.look, best.look)).map((each) => each.look);
  if (rivals.length > 0) {
    const strongest = [best.look, ...rivals];
    guess.ask("start_date", `${strongest.map((look) => look.name).join(" and ")} may both be the start, and they differ.`, strongest, flagOf("start_date", best.look));
    return;
  }
  relyOnSame(guess, named);
  guess.claim(best.look, "start_date", best.sureness, "its name and its dates say so");
  if (best.sureness < 0.85) guess.assume(`${best.look.name} is the start, as no other column is called so.`, `If it is not: --map start_date="…".`);
}

/** Equal in every row, however they are spelled. */
function sameDays(a: ColumnLook, b: ColumnLook): boolean {
  return a === b || a.texts.every((_, row) => isSameDay(a, b, row));
}

const isSameDay = (a: ColumnLook, b: ColumnLook, row: number): boolean => a.texts[row] === b.texts[row] || dayOf(a, row) === dayOf(b, row);

/** That columns of one name say the same. */
function relyOnSame(guess: Guessing, [best, ...others]: readonly { look: ColumnLook; sureness: number }[]): void {
  for (const { look } of others.filter(({ sureness }) => sureness === best!.sureness)) guess.rely([best!.look, look], ([a, b], row) => !isSameDay(a!, b!, row));
}

/** The day in a row; undefined where it is empty, unreadable or of unknown order. */
function dayOf(look: ColumnLook, row: number): string | undefined {
  if (look.date?.kind !== "date") return undefined;
  return readDate(look.texts[row]!, look.date.style)?.slice(0, 10);
}

export function guessEnd(guess: Guessing, start: ColumnLook | undefined): void {
  const mapped = guess.mapped("end_date");
  if (mapped !== undefined) {
    claimEnd(guess, mapped, 1);
    if (start !== undefined) guessConvention(guess, start, mapped);
    return;
  }
  if (guess.has("end_date")) return;
  const named = bestNamed(free(guess), endNames);
  const [best] = named;
  if ((best === undefined || best.sureness < CALLED_END) && askWordyEnd(guess)) return;
  if (best === undefined) {
    endByTerm(guess, start);
    if (!guess.has("end_date") && start !== undefined) askUnnamedEnd(guess, start);
    return;
  }
  const rivals = named.filter((each) => each.sureness === best.sureness && !sameDays(each.look, best.look)).map((each) => each.look);
  if (rivals.length > 0) {
    const doubt = [best.look, ...rivals];
    guess.ask("end_date", `${doubt.map((look) => look.name).join(" and ")} may both be the end, and they differ.`, doubt, flagOf("end_date", best.look));
    return;
  }
  relyOnSame(guess, named);
  claimEnd(guess, best.look, best.sureness);
  guessEarlyEnd(guess, best.look);
  if (best.sureness >= 0.8 && start !== undefined) guessConvention(guess, start, best.look);
  if (best.sureness === 0.8) guess.profile.end_convention ??= "exclusive";
  if (best.sureness === 0.8 && guess.profile.end_convention === "exclusive") guess.assume(`${best.look.name} is the end: the first day that the term does not hold.`, `If another column is: --map end_date="…".`);
  if (best.sureness < 0.8) guess.assume(`${best.look.name} is the end; a line without one is open-ended.`, `If it is the day of the notice: ${flagOf("cancelled_on", best.look)}.`);
}

/**
 * Asks where a column called an end holds days in some rows, and in most of them words that nobody knows: read as no end, all of them would count for
 * ever. Whether there is such a column.
 */
function askWordyEnd(guess: Guessing): boolean {
  const wordy = guess.free().filter((each) => !isDates(each) && !NO_TERM.test(each.words) && !OF_SOMETHING_ELSE.test(each.words) && each.texts.some(isSomeDay));
  const look = bestNamed(wordy, endNames).find(({ sureness }) => sureness >= CALLED_END)?.look;
  if (look === undefined) return false;
  const [days, words] = [look.texts.filter(isSomeDay), look.texts.filter((text) => text !== "" && !isNoDate(text) && !isSomeDay(text))];
  const told = `${look.name} is called an end and holds a day in ${days.length} row${days.length === 1 ? "" : "s"}, and in ${words.length} what is none, such as ${safeText(words[0] ?? "")}.`;
  guess.ask("end_date", `${told} As an end, rows without a day are refused; without one, no line ends.`, [look], flagOf("end_date", look), [""]);
  return true;
}

/** A column of days that nearly all lie after the start, most of them by whole months, may be the end under a name that nobody knows: without it no line would ever end. */
function askUnnamedEnd(guess: Guessing, start: ColumnLook): void {
  const named = [...signedNames, ...liveNames, ...noticeNames];
  const others = free(guess).filter((look) => look !== start && look.filled * 2 >= look.texts.length && bestNamed([look], named).length === 0);
  const look = others.find((each) => {
    const pairs = each.texts.flatMap((_, row) => [[dayOf(start, row), dayOf(each, row)] as const]).flatMap(([from, to]) => (from === undefined || to === undefined ? [] : [{ from, to }]));
    const terms = pairs.filter(({ from, to }) => isWholeMonths(from, to) || isWholeMonths(from, addDays(to, 1)));
    return pairs.length > 0 && pairs.filter(({ from, to }) => to > from).length * 10 >= pairs.length * 9 && terms.length * 2 >= pairs.length;
  });
  if (look === undefined) return;
  guess.ask("end_date", `No column is called an end, and the days of ${look.name} lie after the start. Without an end no line ends.`, [look], flagOf("end_date", look), [""]);
}

/** Whoever left on a day that a column says is not asked about as a renewal. To be called when what states say of notices is known. */
export function noticeWhoLeft(guess: Guessing): void {
  const end = guess.profile.columns["end_date"];
  if (guess.has("cancelled_on") || end === undefined || !("from" in end) || typeof ("months" in end ? end.months : 1) === "object") return;
  const look = guess.named(end.from);
  const isOfLeaving = end.if_empty !== undefined || (look !== undefined && bestNamed([look], leftNames).length > 0);
  if (!isOfLeaving) return;
  const { if_empty: _, ...source } = end;
  guess.profile.columns["cancelled_on"] = source;
  guess.assume(`Whoever has a ${end.from} had given notice by then: nobody asks whether they renewed.`, "To say otherwise: cancelled_on in a profile.");
}

/** A column that says when customers left, where it says more than the end does. */
export function guessEarlyEnd(guess: Guessing, end: ColumnLook): void {
  const left = bestNamed(free(guess), endedNames).map(({ look }) => look);
  const early = left.find((look) => endsBefore(look, end));
  if (early !== undefined) endEarly(guess, early, end);
  else for (const look of left) guess.rely([look, end], ([first, last], row) => isBefore(first!, last!, row));
}

const endsBefore = (look: ColumnLook, end: ColumnLook): boolean => look.texts.some((_, row) => isBefore(look, end, row));

function isBefore(look: ColumnLook, end: ColumnLook, row: number): boolean {
  const day = dayOf(look, row);
  const last = dayOf(end, row);
  return day !== undefined && (end.texts[row] === "" || (last !== undefined && day < last));
}

/** Who left before the end of the term ended then. */
function endEarly(guess: Guessing, left: ColumnLook, end: ColumnLook): void {
  const source = guess.profile.columns["end_date"];
  if (source !== undefined && "months" in source) return;
  guess.spend(left, "end_date", LEFT, "some left before the end of their term");
  guess.profile.columns["end_date"] = { from: left.name, if_empty: end.name };
  guess.assume(`A line with a ${left.name} ends there, any other with its ${end.name}.`, `If it goes on to the end of the term: ${flagOf("end_date", end)}.`);
}

/** An end that names a month goes to the end of that month. */
function claimEnd(guess: Guessing, look: ColumnLook, sureness: number): void {
  const why = "its name and its dates say so";
  if (look.date?.kind !== "date" || look.date.style.months !== true) {
    guess.claim(look, "end_date", sureness, why);
    guess.endColumn = look.name;
    return;
  }
  guess.claim(look, "end_date", sureness, why, { from: look.name, months: 1 });
  guess.profile.end_convention ??= "exclusive";
  guess.assume(`${look.name} names months, and a line goes to the end of that month.`, `If it ends before that month: end_date: ${look.name} in a profile.`);
}

function endByTerm(guess: Guessing, start: ColumnLook | undefined): void {
  const term = termColumns(guess.free()).find((look) => isNearlyEvery(look, (text) => readMonths(text) !== undefined));
  if (term === undefined || start === undefined) return;
  guess.claim(term, "end_date", 0.85, `so many months after ${start.name}`, { from: start.name, months: { from: term.name } });
  guess.profile.end_convention ??= "exclusive";
  const unit = monthsTimes(term) === 12 ? "years" : "months";
  guess.assume(`A line ends ${term.name} (${unit}) after ${start.name}.`, "If a column has the end: --map end_date=\"…\".");
}

/** How many months the column's plain numbers count: 12 where its name says years. */
export const monthsTimes = (look: ColumnLook): 1 | 12 => (/ (?:years?|yrs?|jahren?) /.test(look.words) ? 12 : 1);

/** Ends that lie one day before whole months of the start are last days of service; those that lie on them are not. */
function guessConvention(guess: Guessing, start: ColumnLook, end: ColumnLook): void {
  if (guess.profile.end_convention !== undefined || guess.profile.columns["end_date"] === undefined || "months" in guess.profile.columns["end_date"]) return;
  let inclusive = 0;
  let exclusive = 0;
  for (const row of start.texts.keys()) {
    const from = dayOf(start, row);
    const to = dayOf(end, row);
    if (from === undefined || to === undefined || to <= from) continue;
    if (isWholeMonths(from, addDays(to, 1))) inclusive++;
    else if (isWholeMonths(from, to)) exclusive++;
  }
  const told = inclusive + exclusive;
  if (told === 0) return;
  if (inclusive * 10 >= told * 9) {
    guess.profile.end_convention = "inclusive";
    guess.assume(`${end.name} is the last day of service: ${inclusive} of ${told} terms are then whole months.`, "If it is the day after: --end-convention exclusive, or end_convention: exclusive in the profile.");
  } else if (exclusive * 10 >= told * 9) {
    guess.profile.end_convention = "exclusive";
    guess.assume(`${end.name} is the first day without service: ${exclusive} of ${told} terms are then whole months.`, "If it is the last day: --end-convention inclusive, or end_convention: inclusive in the profile.");
  } else {
    guess.assume(`${end.name} is read as the policy says (end_date_convention): ${inclusive} terms are whole months if it is the last day of service, ${exclusive} if it is the day after.`, "To settle it: --end-convention inclusive or exclusive.");
  }
}

function isWholeMonths(from: string, to: string): boolean {
  const months = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  return months > 0 && addMonths(from, months) === to;
}
