/** Why a row is refused. A refused row is in no figure; nothing is kept of a file with one, unless rejects are allowed. */
import { kinds, amountPers, billings } from "../contract.js";
import { text } from "./text.js";

export interface Cell {
  row: number;
  column: string;
  value: string;
}

const refused = (what: (p: Cell) => string, remedy: (p: Cell) => string) =>
  text<Cell>({ severity: "error", message: (p) => `${what(p)} The row is in no figure.`, remedy });

/** The words of other systems for the spans that we know. */
const spanWords: Record<string, string> = {
  monthly: "month", mo: "month", months: "month", quarterly: "quarter", annual: "year", annually: "year", yearly: "year", years: "year", yr: "year",
  weekly: "week", daily: "day", semi_annual: "half_year", half_yearly: "half_year", total: "term", contract: "term", tcv: "term",
};

const meantPer = (value: string): string => {
  const meant = spanWords[value.toLowerCase().replace(/[ -]/g, "_")];
  return meant === undefined ? "" : `Write ${meant}. `;
};

/** How a number with a currency sign and thousands separators is to be written, where that leaves no doubt. */
const plainNumber = (value: string): string => {
  const bare = value.replace(/^[$€£]\s*/, "");
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) || (bare !== value && /^-?\d+(\.\d+)?$/.test(bare)) ? `Write ${bare.replaceAll(",", "")}. ` : "";
};

export const lineProblems = {
  "line-id-missing": refused(() => "The row has no line_id, so a later correction could not find it.", () => "Give every line an id of its own that stays the same in the next export."),
  "line-id-reserved": refused((p) => `line_id is ${p.value}; ids of that form are those of adjustments, which only \`annua adjust\` makes and takes back.`, () => "Give the line another id."),
  "customer-id-missing": refused(() => "The row has no customer_id, so its ARR would belong to nobody.", () => "Fill in the customer's id."),
  "start-missing": refused(() => "The row has no start_date, so no day is known on which it counts.", () => "Fill in the first day of the term."),
  "date-unreadable": text<Cell & { spelled?: string | undefined }>({
    severity: "error",
    message: (p) => `${p.column} is ${p.value}, which is no date${p.spelled === undefined ? "" : ` where dates in digits are read ${p.spelled}`}. The row is in no figure.`,
    remedy: () => "Write dates as YYYY-MM-DD, e.g. 2025-02-28, or as a timestamp such as 2025-02-28T10:00:00Z.",
  }),
  "end-before-start": refused((p) => `end_date is ${p.value}, before the row's start_date.`, () => "Correct one of the two; if the end is the last day of service, set end_date_convention: inclusive."),
  "amount-missing": refused(() => "The row has no amount.", () => "Fill in the price, or 0 for a line that is free."),
  "number-unreadable": text<Cell & { spelled?: string | undefined }>({
    severity: "error",
    message: (p) => `${p.column} is ${p.value}, which is no number. The row is in no figure.`,
    remedy: (p) =>
      p.spelled === undefined
        ? `${plainNumber(p.value)}A number is an optional sign, digits, and optionally a point and digits: 1000 or -0.5, with no commas, currency signs or exponents.`
        : `Write it as the other numbers of its column are read, like ${p.spelled} or without the mark between thousands; a currency sign may stand beside it, an exponent or a letter such as k may not.`,
  }),
  "amount-per-missing": refused(() => "The row does not say what its amount is the price of (amount_per); guessing a year could be twelve times wrong.", () => `Fill in one of ${amountPers.join(", ")}.`),
  "amount-per-unknown": refused((p) => `amount_per is ${p.value}.`, (p) => `${meantPer(p.value)}Use one of ${amountPers.join(", ")}; for every two weeks say week with amount_every 2.`),
  "kind-unknown": refused((p) => `kind is ${p.value}.`, () => `Use one of ${kinds.join(", ")}, or leave it empty.`),
  "end-convention-unknown": refused((p) => `end_convention is ${p.value}.`, () => "Use inclusive (the end is the last day of service) or exclusive (the first day without), or leave it empty for what the policy says."),
  "billing-unknown": refused((p) => `billing is ${p.value}.`, () => `Use one of ${billings.join(", ")}, or leave it empty for upfront.`),
  "whole-number-wanted": refused((p) => `${p.column} is ${p.value}, which is no whole number in range.`, (p) => (p.column === "notice_days" ? "Write a whole number of days, 0 to 9999." : "Write a whole number, 1 to 9999.")),
  "amount-every-with-term": refused((p) => `amount_every is ${p.value} although the amount is for the whole term.`, () => "Leave amount_every empty, or say which period the amount is for."),
  "term-without-end": refused(() => "The amount is for the whole term, but the row has no end_date, so a year of it can't be told.", () => "Fill in end_date, or give the price per month or year."),
  "term-empty": refused(() => "The amount is for the whole term, but the term is empty: it ends on the day it starts.", () => "Correct end_date, or give the price per month or year."),
  "term-far-end": refused((p) => `The amount is for the whole term, but end_date ${p.value} stands for "no end".`, () => "Fill in the real end, or give the price per month or year."),
  "auto-renew-unreadable": refused((p) => `auto_renew is ${p.value}.`, () => "Write true or false, or leave it empty for false."),
  "number-too-precise": refused((p) => `amount, quantity and discounts have more digits together than can be multiplied exactly (amount ${p.value}).`, () => "Keep them to 30 digits together and 24 decimal places, e.g. by rounding the quantity."),
  "amount-too-large": refused((p) => `amount is ${p.value}: a year of it is too large to be summed exactly.`, () => "Check for a misplaced decimal point; a line may be worth up to about 10^14 a year."),
  "line-id-twice": refused((p) => `Line ${p.value} stands in several rows of this file that differ and name the same record time, so neither can be trusted.`, () => "Remove all but one, give them ids of their own, or tell versions apart by recorded_on."),
  "version-differs": refused((p) => `The book already holds another version of this line, recorded at ${p.value}.`, () => "Give the correction a later recorded_on, or leave it empty to record it now."),
};
