import { count, label, money, ratio, type Column, type Param, type Report } from "../define.js";
import { currency, knownOn, on, payerLevel, where } from "../params.js";

const bands = { name: "bands", type: "bands", sentence: "Other bands for this answer, each by its lower bound: 0=smb,50000=mid,100000=enterprise. Default: the policy's tiers." } as const satisfies Param;
const owner = { name: "owner", type: "column", default: "csm", sentence: "The column that names who looks after a customer." } as const satisfies Param;
const list = {
  name: "list", type: "choice", choices: ["tiers", "moves"], default: "tiers",
  sentence: "One row a band; or, as moves, one for each band that customers stood in on an earlier day and the one that they stand in now.",
} as const satisfies Param;
const since = { name: "since", type: "date", implies: { list: "moves" }, sentence: "The earlier day of moves. Default: 12 months before." } as const satisfies Param;

const inTiers = <C extends Column>(column: C): C => ({ ...column, parts: ["tiers"] });
const inMoves = <C extends Column>(column: C): C => ({ ...column, parts: ["moves"] });

export const tiers = {
  name: "tiers",
  title: "Size bands",
  sentence: "How many customers of which size there are on a day, what they pay, and how many of them have an owner; or who moved between bands.",
  asks: "day",
  params: [on, knownOn, currency, where, { ...payerLevel, default: "parent", sentence: "Whose ARR decides the band: the customer's, or its top parent's." }, bands, owner, list, since],
  columns: [
    inTiers(label("tier", "Tier")),
    inTiers({ ...money("from_arr", "stock", "From ARR"), kind: "label" }),
    inMoves(label("from_tier", "From tier")),
    inMoves(label("to_tier", "To tier")),
    count("customers", "stock", "Customers (logos)"),
    inTiers(money("arr", "stock", "ARR")),
    inTiers(ratio("share", "Share")),
    inTiers(ratio("coverage", "With an owner")),
    inMoves(money("opening", "stock", "Beginning ARR")),
    inMoves(money("closing", "stock", "Ending ARR")),
  ],
  chart: { as: "bars", x: "tier", y: ["arr"] },
  drill: [{ unless: ["bands", "list=moves", "level=parent"], to: "customers", with: { on: "@on" }, where: { tier: "tier" } }],
  example: "annua tiers contracts.csv --on 2025-12-31 --bands 0=smb,50000=mid,100000=enterprise",
  tie: "Customers with ARR above zero count, each once, by default as top parents; their ARR is that of the day, less customers below zero. Of moves, openings sum to the ARR of the earlier day and endings to that of the later; none: no customer on that day. With --where the band stays that of all that a customer has, and the figures are those of what is kept.",
} as const satisfies Report;
