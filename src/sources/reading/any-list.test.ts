/** Any list, under names and in spellings that exports use, is read as it was meant, or said to be doubtful: never otherwise. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, addMonths, isoDate } from "../../domain/calendar.js";
import { applyProfile } from "../profile/apply-profile.js";
import { guessReading, spellingOf } from "./index.js";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const dateWriters: ((iso: string) => string)[] = [
  (iso) => iso,
  (iso) => iso.split("-").reverse().join("/"),
  (iso) => `${iso.slice(5, 7)}/${iso.slice(8)}/${iso.slice(0, 4)}`,
  (iso) => iso.split("-").reverse().join("."),
  (iso) => `${Number(iso.slice(8))}-${months[Number(iso.slice(5, 7)) - 1]}-${iso.slice(0, 4)}`,
  (iso) => String(Math.round(Date.parse(iso) / 86_400_000) + 25_569),
  (iso) => `${iso} 00:00:00`,
];
const grouped = (digits: string, group: string): string => digits.replace(/\B(?=(\d{3})+$)/g, group);
const numberWriters: ((whole: string, cents: string) => string)[] = [
  (whole, cents) => `${whole}.${cents}`,
  (whole, cents) => `$${grouped(whole, ",")}.${cents}`,
  (whole, cents) => `USD ${grouped(whole, ",")}.${cents}`,
  (whole, cents) => `${grouped(whole, ".")},${cents}`,
  (whole, cents) => `${grouped(whole, " ")},${cents}`,
  (whole) => grouped(whole, ","),
  (whole) => grouped(whole, "."),
];
const names = {
  customer: ["Customer", "Account Name", "Company", "Client", "customer_name"],
  start: ["Start", "Start Date", "Contract Start", "Effective Date", "term_start_date"],
  end: ["End", "End Date", "Expiry", "Contract End Date", "term_end_date"],
  amount: [["MRR", "month"], ["ARR", "year"], ["ACV (USD)", "year"], ["Monthly fee", "month"], ["TCV", "term"], ["Quarterly price", "quarter"]],
} as const;

const line = fc.record({
  customer: fc.constantFrom("Acme", "Beta", "Gamma", "Delta"),
  start: fc.integer({ min: 18_262, max: 20_500 }).map(isoDate),
  months: fc.constantFrom(1, 3, 12, 12, 24, 36),
  whole: fc.stringMatching(/^[1-9]\d{0,6}$/),
  cents: fc.stringMatching(/^\d\d$/),
});
const list = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 12 }),
  isInclusive: fc.boolean(),
  customer: fc.constantFrom(...names.customer), start: fc.constantFrom(...names.start), end: fc.constantFrom(...names.end), amount: fc.constantFrom(...names.amount),
  writeDate: fc.constantFrom(...dateWriters), writeNumber: fc.constantFrom(...numberWriters),
  order: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 }),
});

test("read as it was meant, or not at all", () => {
  let read = 0;
  fc.assert(fc.property(list, (given) => {
    const end = (each: (typeof given.lines)[number]) => addMonths(each.start, each.months);
    const columns = [given.customer, given.start, given.end, given.amount[0], "Region"];
    const cells = given.lines.map((each) => [each.customer, given.writeDate(each.start), given.writeDate(given.isInclusive ? addDays(end(each), -1) : end(each)), given.writeNumber(each.whole, each.cents), "EMEA"]);
    const rows = cells.map((texts, i) => ({ row: i + 2, cells: given.order.map((at) => texts[at]!) }));
    const header = given.order.map((at) => columns[at]!);
    const guess = guessReading(header, rows);
    const doubts = guess.problems.filter((each) => !["date-order-unknown", "date-orders-mixed", "decimal-unknown"].includes(each.code));
    expect(doubts).toEqual([]);
    if (guess.problems.length > 0) return;
    const applied = applyProfile(guess.profile, header, spellingOf(guess.profile, header, rows));
    if ("problems" in applied) throw new Error(applied.problems.map((each) => each.message).join("\n"));
    const { reader } = applied;
    const hasCents = given.writeNumber("1", "23").endsWith("23");
    for (const [i, row] of rows.entries()) {
      const found = reader.read(row);
      const texts = "lines" in found ? Object.fromEntries(reader.header.map((name, at) => [name, found.lines[0]![at]!])) : {};
      const each = given.lines[i]!;
      expect(texts).toMatchObject({ customer_id: each.customer, amount: hasCents ? `${each.whole}.${each.cents}` : each.whole, amount_per: given.amount[1], region: "EMEA" });
      expect(texts["start_date"]?.slice(0, 10)).toBe(each.start);
      const last = texts["end_date"]!.slice(0, 10);
      expect(guess.profile.end_convention === "inclusive" ? addDays(last, 1) : last).toBe(end(each));
    }
    read += 1;
  }), { numRuns: 500 });
  expect(read).toBeGreaterThan(300);
});
