import { count, money, ratio, type Column, type Param, type Report } from "../define.js";
import { currency, knownOn, on, where } from "../params.js";

const horizon = {
  name: "horizon", type: "months",
  sentence: "How many months ahead a signed line may begin and count; none: no limit. Default: the policy's carr_horizon_months.",
} as const satisfies Param;
const byGoLive = { name: "by", type: "list", choices: ["go_live"], sentence: "One row for each month in which signed lines go live." } as const satisfies Param;

const total = <C extends Column>(column: C): C => ({ ...column, only: "total" });
const groups = <C extends Column>(column: C): C => ({ ...column, only: "groups" });

export const carr = {
  name: "carr",
  title: "Committed ARR",
  sentence: "ARR at the close of a day, what is signed and not live yet, and what is known to go.",
  asks: "day",
  isBridge: true,
  params: [on, knownOn, currency, where, horizon, byGoLive],
  columns: [
    groups(count("lines", "stock", "Lines")),
    total(money("live", "stock", "ARR (live)")),
    money("signed_not_live", "stock", "Signed, not live"),
    money("known_contraction", "stock", "Known contraction"),
    total(money("known_churn", "stock", "Known churn")),
    total(money("carr", "stock", "CARR")),
    total(ratio("carr_to_arr", "CARR / ARR")),
    groups(count("age", "stock", "Oldest, days")),
  ],
  chart: { as: "waterfall", x: "group", y: ["live", "signed_not_live", "known_contraction", "known_churn", "carr"] },
  drill: [{ of: ["live"], to: "lines", with: { on: "@on" } }],
  example: "annua carr contracts.csv --on 2025-12-31 --by go_live",
  tie: "live + signed_not_live + known_contraction + known_churn = carr, and live is the snapshot's ARR. The rows by go_live add up to signed_not_live and known_contraction. With --where a line counts in its own group, and what exceeds what is still told of all lines of a customer's product, so groups add up to the whole.",
} as const satisfies Report;
