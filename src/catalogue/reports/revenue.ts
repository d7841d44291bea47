import { kinds } from "../../domain/contract.js";
import { money, type Column, type Report } from "../define.js";
import { by, currency, spanParams, vs, where } from "../params.js";

const cause = <Name extends string>(name: Name, title: string) => ({ ...money(name, "flow", title), parts: ["causes"] });
const plain = <C extends Column>(column: C): C => ({ ...column, parts: ["total"] });
const reported = <Name extends string>(name: Name, title: string) => ({ ...money(name, "flow", title), parts: ["reported"] });
const besideReported = <C extends Column>(column: C): C => ({ ...column, parts: ["total", "reported"] });

export const revenue = {
  name: "revenue",
  title: "ARR beside revenue, bookings and billings",
  sentence: "What contracts earn, beside a twelfth of ARR, with what was signed and billed, and what is deferred and still to be earned.",
  asks: "periods",
  isUnchained: true,
  params: [
    ...spanParams, currency, by, where,
    { name: "kinds", type: "list", choices: kinds, default: "recurring", sentence: "The kinds of line whose revenue is called recurring." },
    { name: "detail", type: "choice", choices: ["causes", "reported"], sentence: "Instead of bookings, billings and balances: what the difference is made of, by cause (causes); or revenue and billings as they were reported, by `annua inputs import`, beside those of the contracts (reported)." },
    vs,
  ],
  columns: [
    money("arr_twelfth", "flow", "ARR / 12"),
    money("recurring", "flow", "Recurring revenue"),
    money("difference", "flow", "Difference"),
    besideReported(money("non_recurring", "flow", "Non-recurring revenue")),
    plain(money("bookings_tcv", "flow", "Bookings (TCV)")),
    plain(money("bookings_acv", "flow", "Bookings (ACV)")),
    plain(money("bookings_one_time", "flow", "One-time bookings")),
    reported("computed", "Revenue by contracts"),
    reported("reported_revenue", "Revenue as reported"),
    reported("reported_difference", "Reported less contracts"),
    besideReported(money("billings", "flow", "Billings")),
    reported("reported_billings", "Billings as reported"),
    reported("billings_difference", "Reported less schedule"),
    plain(money("tcv_to_date", "stock", "TCV signed to date")),
    plain(money("billed_to_date", "stock", "Billed of it")),
    plain(money("recognised_to_date", "stock", "Recognised of it")),
    plain(money("deferred", "stock", "Deferred revenue")),
    plain(money("unbilled", "stock", "Unbilled")),
    plain(money("rpo", "stock", "RPO")),
    cause("part_months", "Part months"),
    cause("free_periods", "Discounts that end"),
    cause("ramps", "Ramps"),
    cause("usage", "Usage and other kinds"),
    cause("left_out", "Left out of ARR"),
    cause("timing", "On other days"),
    cause("day_count", "Day count"),
    cause("rounding", "Rounding"),
  ],
  chart: { as: "line", x: "period", y: ["arr_twelfth", "recurring"] },
  drill: [{ to: "revenue", with: { from: "period", to: "period" }, set: { by: "customer", grain: "total" }, keep: ["kinds", "detail"] }],
  example: "annua revenue contracts.csv --from 2025-Q1 --to 2025-Q4 -Q",
  tie: "arr_twelfth + difference = recurring, and the causes add up to difference; billed_to_date - recognised_to_date = deferred - unbilled. ARR is the same whatever is billed when. A twelfth is rounded once a row, so it need not add up; non_recurring is all that is not of kind recurring, whatever --kinds says.",
} as const satisfies Report;
