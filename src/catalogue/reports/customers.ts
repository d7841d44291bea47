import { date, label, money, naming, ratio, type Report } from "../define.js";
import { currency, knownOn, on, pageParams, where } from "../params.js";

export const customers = {
  name: "customers",
  title: "Customers",
  sentence: "Every customer with ARR on a day: size, owner, since when, and what renews next.",
  asks: "day",
  isList: true,
  params: [on, knownOn, currency, where, ...pageParams],
  columns: [
    naming(label("customer", "Customer")),
    naming(label("name", "Name")),
    naming(label("parent", "Parent")),
    money("arr", "stock", "ARR"),
    label("tier", "Tier"),
    label("owner", "Owner"),
    date("first_active", "First active"),
    date("renewal_date", "Renewal date"),
    money("available_to_renew", "stock", "Available to renew (ATR)"),
    date("last_movement", "Last movement"),
    ratio("nrr", "NRR, 12 months"),
    label("note", "Latest note"),
  ],
  expendable: ["note"],
  chart: { as: "bars", x: "name", y: ["arr"] },
  drill: [{ of: ["arr"], to: "lines", with: { customer: "customer", on: "@on" } }, { to: "customer", with: { customer: "customer" } }],
  example: "annua customers contracts.csv --on 2025-12-31 --limit 20",
  tie: "The ARR of the customers sums to the snapshot's. With --where ARR, renewal date and ATR are those of the lines that it keeps; all else is told of the customer as a whole.",
} as const satisfies Report;
