import { describe } from "vitest";
import { type OracleBook } from "./index.js";
import { judge } from "./judged.js";
import { AMOUNT_CASES, RENEWED_CASES, type RenewalAsk, RUNNING_CASES } from "./renewal-cases.js";

const LONG_AFTER = "2040-01-01";

function answer(book: OracleBook, { range, on = LONG_AFTER }: RenewalAsk): string {
  const row = book.renewals(...range, on);
  return [
    [row.available_to_renew, row.renewed],
    [row.uplift, row.downsell, row.lost, row.pending],
    [row.renewal_rate, row.net_renewal_rate, row.logo_renewal_rate],
  ].map((figures) => figures.map((figure) => figure ?? "-").join(" ")).join("; ");
}

describe("what is due and what renews it", () => judge(RENEWED_CASES, answer));
describe("renewals of what runs on", () => judge(RUNNING_CASES, answer));
describe("how much is due and renewed", () => judge(AMOUNT_CASES, answer));
