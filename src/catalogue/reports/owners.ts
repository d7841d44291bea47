import { count, label, money, naming, ratio, type Column, type Report } from "../define.js";
import { currency, knownOn, on, pageParams, payerLevel, where } from "../params.js";

const inMoves = <C extends Column>(column: C): C => ({ ...column, parts: ["moves"] });
const inBooks = <C extends Column>(column: C): C => ({ ...column, parts: ["owners"] });

export const owners = {
  name: "owners",
  title: "Owners",
  sentence: "Who looks after how much ARR on a day, how their books held over a year, and what comes up for renewal; or which accounts to move so that the books come out even.",
  asks: "day",
  isList: true,
  params: [
    on, knownOn, currency, where, payerLevel,
    { name: "owner", type: "column", default: "csm", required: true, sentence: "The column of the lines, or of a file about customers, that names the owner." },
    { name: "horizon", type: "whole", default: 90, most: 3650, sentence: "How many days ahead it looks for what comes up for renewal." },
    { name: "list", type: "choice", choices: ["owners", "moves"], default: "owners", sentence: "The owners; or moves, the accounts to hand over, so that the largest book gets as small as it can: each account once, none without an owner." },
    { name: "leaving", type: "list", implies: { list: "moves" }, sentence: "Of moves: owners who leave, so that all they have is handed over." },
    { name: "at_capacity", type: "list", implies: { list: "moves" }, sentence: "Of moves: owners who take no more; they may hand over." },
    { name: "fixed", type: "list", implies: { list: "moves" }, sentence: "Of moves: customers who stay with whom they are." },
    ...pageParams,
  ],
  arranges: { list: "moves", as: "moves" },
  columns: [
    { ...label("owner", "Owner"), blank: "(none)" },
    inMoves(label("to_owner", "To")),
    inMoves(naming(label("customer", "Customer"))),
    inMoves(naming(label("name", "Name"))),
    inBooks(count("customers", "stock", "Customers (logos)")),
    money("arr", "stock", "ARR"),
    inBooks(ratio("share", "Share")),
    inBooks(ratio("load", "Load")),
    inBooks(ratio("nrr", "NRR")),
    inBooks(ratio("grr", "GRR")),
    inBooks(money("available_to_renew", "stock", "Available to renew (ATR)")),
    inBooks(money("at_risk", "stock", "At risk")),
    inBooks(ratio("load_customers", "Load (logos)")),
    inMoves(ratio("owner_load", "Load after")),
    inMoves(ratio("to_load", "Load of the other after")),
    inMoves(ratio("largest_load", "Largest load after")),
  ],
  chart: { as: "bars", x: "owner", y: ["arr"] },
  drill: [{ of: ["customer", "name"], to: "customer", with: { customer: "customer" } }, { unless: ["list=moves"], to: "customers", with: { on: "@on" } }],
  example: "annua owners contracts.csv --on 2025-12-31 --list moves",
  tie: "The ARR of the owners sums to the snapshot's; a customer in several books counts as one in each. Load is ARR for an even share of 100% among owners with a name; NRR and GRR are of the year up to the day, reassigned accounts with those who had them. With --where all of it is of the ARR that it keeps.",
} as const satisfies Report;
