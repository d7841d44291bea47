import type { Knobs, Method, Row } from "../oracle/index.js";
import { line } from "../oracle/worked-cases.js";

/** One line of SQL gone wrong, and a small book in which it matters. */
export interface Fault {
  /** What the fault does, as it would be reported. */
  claim: string;
  /** The file under src/sql, without its ending. */
  file: string;
  /** What stands there, exactly once, and what is planted in its place. */
  right: string;
  wrong: string;
  book: FaultBook;
  /** The reports that must give it away; the others must answer as ever. */
  seenIn: Asked[];
}

export type Asked = "lines" | "snapshot" | "waterfall" | "logos";

export interface FaultBook {
  rows: Row[];
  knobs: Knobs;
  /** Asked of each of these; movements from the first to, exclusively, the last. */
  days: string[];
  method: Method;
}

function book(days: string[], knobs: Knobs, rows: Row[], method: Method = "net"): FaultBook {
  return { rows, knobs, days, method };
}

const STOCK: Asked[] = ["lines", "snapshot", "waterfall"];
const EVERYWHERE: Asked[] = [...STOCK, "logos"];

const VALUE_FAULTS: Fault[] = [
  {
    claim: "half a cent is rounded towards zero",
    file: "macro",
    right: "((abs(p_amount) * p_num * 2 + p_den) // (2 * p_den))",
    wrong: "((abs(p_amount) * p_num * 2 + p_den - 1) // (2 * p_den))",
    book: book(["2025-01-01", "2025-06-30"], {}, [line("L1", "a", "2024-01-01", "", "1.125", "year"), line("L2", "b", "2025-02-01", "", "-0.125", "year")]),
    seenIn: STOCK,
  },
  {
    claim: "a term of n months is taken for n + 1",
    file: "derive/line_factor",
    right: "when 'months' then months",
    wrong: "when 'months' then months + 1",
    book: book(["2025-01-01", "2025-06-30"], {}, [line("L1", "a", "2024-07-01", "2027-07-01", "36000", "term"), line("L2", "b", "2024-07-01", "2027-07-01", "12000", "year")]),
    seenIn: STOCK,
  },
  {
    claim: "a term to the 1st is taken for whole months though the month before has its day",
    file: "macro",
    right: "when day(p_to) = 1 and day(p_from) > day(p_to - 1) then",
    wrong: "when day(p_to) = 1 and day(p_from) >= day(p_to - 1) then",
    book: book(["2025-01-31", "2025-03-31"], {}, [
      line("L1", "a", "2025-01-31", "2025-04-01", "1000", "term"),
      line("L2", "b", "2024-01-31", "2025-03-01", "1300", "term"),
    ]),
    seenIn: STOCK,
  },
  {
    claim: "a discount is in force on its last day, too",
    file: "derive/line_rate",
    right: "case when discount_rule = 'until' then discount_until end as switch_on",
    wrong: "case when discount_rule = 'until' then discount_until + 1 end as switch_on",
    book: book(["2025-03-31", "2025-04-01", "2025-04-02"], {}, [
      line("L1", "a", "2025-01-01", "2026-01-01", "100", "month", { discount_percent: "50", discount_until: "2025-04-01" }),
    ]),
    seenIn: STOCK,
  },
  {
    claim: "the last step of a ramp is forgotten for its first",
    file: "derive/ramp_price",
    right: "case when any_value(policy.ramp) = 'exit' then arg_max(now_fine, step_no)",
    wrong: "case when any_value(policy.ramp) = 'exit' then arg_min(now_fine, step_no)",
    book: book(["2025-01-01", "2026-01-01", "2026-06-30"], { ramp: "exit" }, [
      line("L1", "a", "2025-01-01", "2026-01-01", "10000", "year", { contract_id: "K" }),
      line("L2", "a", "2026-01-01", "2027-01-01", "20000", "year", { contract_id: "K" }),
      line("L3", "b", "2025-01-01", "2026-01-01", "10000", "year", { contract_id: "K" }),
    ]),
    seenIn: STOCK,
  },
];

const TIME_FAULTS: Fault[] = [
  {
    claim: "of several replacers the last cuts, not the first",
    file: "derive/line_cut",
    right: "min(start_date) as cut_on",
    wrong: "max(start_date) as cut_on",
    book: book(["2025-04-30", "2025-05-01", "2025-08-01"], {}, [
      line("L1", "a", "2024-07-01", "2027-07-01", "36000", "term"),
      line("L2", "a", "2025-05-01", "2026-05-01", "13200", "year", { replaces: "L1" }),
      line("L3", "a", "2025-08-01", "2026-05-01", "900", "year", { product: "extra", replaces: "L1" }),
    ]),
    seenIn: STOCK,
  },
  {
    claim: "grace is a day short",
    file: "derive/cover_gap",
    right: "next_on - on_day <= policy.grace_days",
    wrong: "next_on - on_day < policy.grace_days",
    book: book(["2025-07-01", "2025-07-10", "2025-07-12"], { grace_days: 10 }, [
      line("L1", "a", "2024-07-01", "2025-07-01", "12000", "year"),
      line("L2", "a", "2025-07-11", "2026-07-01", "12000", "year"),
    ], "events"),
    seenIn: EVERYWHERE,
  },
  {
    claim: "of overlapping lines the one that began first counts",
    file: "derive/covering_line",
    right: "max(span.begin_on) as latest_on",
    wrong: "min(span.begin_on) as latest_on",
    book: book(["2025-05-31", "2025-06-01", "2025-07-01"], { overlap: "latest_start" }, [
      line("L1", "a", "2024-07-01", "2025-07-01", "1200", "year"),
      line("L2", "a", "2025-06-01", "2026-06-01", "1500", "year"),
    ]),
    seenIn: STOCK,
  },
  {
    claim: "a notice on the day of a renewal comes a term too late",
    file: "derive/run_on",
    right: "d -> d >= cancelled_on",
    wrong: "d -> d > cancelled_on",
    book: book(["2025-12-31", "2026-01-01", "2027-01-01"], { expired: "renewed_if_auto_renew" }, [
      line("L1", "a", "2024-01-01", "2025-01-01", "1200", "year", { auto_renew: "true", cancelled_on: "2026-01-01" }),
    ]),
    seenIn: EVERYWHERE,
  },
  {
    claim: "churn_date last_day takes the day before the last",
    file: "derive/last_cover",
    right: "select payer_key, on_day - 1 as last_on",
    wrong: "select payer_key, on_day - 2 as last_on",
    book: book(["2025-12-30", "2025-12-31", "2026-01-01"], { churn_date: "last_day" }, [line("L1", "a", "2025-01-01", "2026-01-01", "12000", "year")]),
    seenIn: EVERYWHERE,
  },
];

const MOVEMENT_FAULTS: Fault[] = [
  {
    claim: "a return on the very day on which the window closes counts as a reactivation",
    file: "question/customer_step",
    right: "coalesce(first_on < add_months(gone_on, policy.reactivation_window_months), true)",
    wrong: "coalesce(first_on <= add_months(gone_on, policy.reactivation_window_months), true)",
    book: book(["2025-01-01", "2025-02-01"], { reactivation_window_months: 12 }, [
      line("L1", "a", "2023-01-01", "2024-01-01", "12000", "year"),
      line("L2", "a", "2025-01-01", "", "12000", "year"),
    ]),
    seenIn: ["waterfall", "logos"],
  },
  {
    claim: "acquired ARR of a first-ever customer is left in new",
    file: "question/customer_step",
    right: "when bought.acquired is not null then 'acquired_new'",
    wrong: "when bought.acquired is not null and gone_on > date '0001-01-01' then 'acquired_new'",
    book: book(["2025-01-01", "2025-02-01"], {}, [
      line("L1", "a", "2025-01-10", "", "1500", "year", { origin: "acquisition" }),
      line("L2", "a", "2025-01-20", "", "200", "year"),
    ]),
    seenIn: ["waterfall", "logos"],
  },
  {
    claim: "a fall is written down as an expansion where acquired ARR hides it",
    file: "question/customer_flow",
    right: "case when r1 - r0 - acquired - fx > 0 then 'expansion'",
    wrong: "case when r1 - r0 - fx > 0 then 'expansion'",
    book: book(["2025-01-01", "2025-02-01"], {}, [
      line("L1", "a", "2024-01-01", "2025-01-15", "100", "year"),
      line("L2", "a", "2025-01-10", "", "500", "year", { origin: "acquisition" }),
    ]),
    seenIn: ["waterfall"],
  },
  {
    claim: "events are netted by month",
    file: "report/waterfall",
    right: "group_flow($periods, $method, $by, $where, $level) as flow",
    wrong: "group_flow($periods, case $method when 'events' then 'months' else $method end, $by, $where, $level) as flow",
    book: book(["2025-01-01", "2025-02-01"], {}, [
      line("L1", "a", "2024-01-01", "", "12000", "year"),
      line("L2", "a", "2025-01-10", "2025-01-20", "6000", "year"),
      line("L3", "a", "2025-01-20", "", "2000", "year"),
    ], "events"),
    seenIn: ["waterfall"],
  },
  {
    claim: "the opening leaves out what changed on the day before",
    file: "question/group_balance",
    right: "sum(change) filter (where on_date < from_date) as arr_before",
    wrong: "sum(change) filter (where on_date < from_date - 1) as arr_before",
    book: book(["2025-01-01", "2025-02-01"], {}, [line("L1", "a", "2024-12-31", "", "12000", "year"), line("L2", "b", "2024-01-01", "", "600", "year")]),
    seenIn: ["waterfall"],
  },
  {
    claim: "a customer that falls below zero is taken for one that leaves",
    file: "question/customer_step",
    right: "when r0 < 0 or r1 < 0 then 'adjustment'",
    wrong: "when r0 < 0 then 'adjustment'",
    book: book(["2025-01-01", "2025-02-01"], {}, [
      line("L1", "a", "2024-01-01", "", "100", "year"),
      line("L2", "a", "2025-01-15", "", "-300", "year"),
    ]),
    seenIn: ["waterfall", "logos"],
  },
];

export const FAULTS: Fault[] = [...VALUE_FAULTS, ...TIME_FAULTS, ...MOVEMENT_FAULTS];
