import { kinds } from "../../domain/contract.js";
import { money, type Report } from "../define.js";
import { by, currency, spanParams, vs, where } from "../params.js";

export const revenue = {
  name: "revenue",
  title: "ARR beside revenue, bookings and billings",
  sentence: "What contracts earn, beside a twelfth of ARR, with what was signed and billed, and what is deferred and still to be earned.",
  asks: "periods",
  params: [
    ...spanParams, currency, by, where,
    { name: "kinds", type: "list", choices: kinds, default: "recurring", sentence: "The kinds of line whose revenue is called recurring." },
    vs,
  ],
  columns: [
    money("arr_twelfth", "flow", "ARR / 12"),
    money("recurring", "flow", "Recurring revenue"),
    money("difference", "flow", "Difference"),
    money("non_recurring", "flow", "Non-recurring revenue"),
    money("bookings_tcv", "flow", "Bookings (TCV)"),
    money("bookings_acv", "flow", "Bookings (ACV)"),
    money("bookings_one_time", "flow", "One-time bookings"),
    money("billings", "flow", "Billings"),
    money("tcv_to_date", "stock", "TCV signed to date"),
    money("billed_to_date", "stock", "Billed of it"),
    money("recognised_to_date", "stock", "Recognised of it"),
    money("deferred", "stock", "Deferred revenue"),
    money("unbilled", "stock", "Unbilled"),
    money("rpo", "stock", "RPO"),
  ],
  example: "annua revenue contracts.csv --from 2025-Q1 --to 2025-Q4 -Q",
  tie: "arr_twelfth + difference = recurring; billed_to_date - recognised_to_date = deferred - unbilled. ARR is the same whatever is billed when.",
} as const satisfies Report;
