import { describe } from "vitest";
import type { OracleBook } from "./index.js";
import { judge } from "./judged.js";
import { OTHER_CASES, type RevenueAsk, TERM_CASES } from "./revenue-cases.js";

function answer(book: OracleBook, { revenue, kinds, billings, bookings, position }: RevenueAsk): string {
  if (revenue) return book.recognised(...revenue, kinds);
  if (billings) return book.billings(...billings);
  if (bookings) return Object.values(book.bookings(...bookings)).join(" ");
  const { tcv, billed, recognised, deferred, unbilled, rpo } = book.position(position as string);
  return `${tcv} ${billed} ${recognised}; ${deferred} ${unbilled} ${rpo}`;
}

describe("what a term brings", () => judge(TERM_CASES, answer));
describe("fees, instalments, open ends and rates", () => judge(OTHER_CASES, answer));
