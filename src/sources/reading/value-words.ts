/** What the values of other systems mean: spans, kinds, states, yes and no. */
import type { AmountPer, Kind } from "../../domain/contract.js";

/** How often something recurs; `once` for what does not. */
export type Span = { per: AmountPer; every: number } | "once";

const units: Record<string, AmountPer> = {
  d: "day", day: "day", days: "day", daily: "day", w: "week", week: "week", weeks: "week", weekly: "week", wk: "week",
  m: "month", mo: "month", mos: "month", month: "month", months: "month", monthly: "month", mth: "month",
  q: "quarter", quarter: "quarter", quarters: "quarter", quarterly: "quarter",
  y: "year", yr: "year", yrs: "year", year: "year", years: "year", yearly: "year", annual: "year", annually: "year", annum: "year",
  tag: "day", tage: "day", täglich: "day", woche: "week", wochen: "week", wöchentlich: "week", monat: "month", monate: "month", monatlich: "month",
  quartal: "quarter", quartale: "quarter", quartalsweise: "quarter", vierteljährlich: "quarter", halbjährlich: "half_year", halbjahr: "half_year",
  jahr: "year", jahre: "year", jährlich: "year", jährl: "year", jhrl: "year", monatl: "month", mtl: "month", vierteljährl: "quarter", halbjährl: "half_year", vierteljahr: "quarter", mensuel: "month", mensuelle: "month", trimestriel: "quarter", trimestrielle: "quarter", annuel: "year", annuelle: "year",
};

const phrases: Record<string, Span> = {
  "semi annual": { per: "half_year", every: 1 }, "semi annually": { per: "half_year", every: 1 }, semiannual: { per: "half_year", every: 1 }, semiannually: { per: "half_year", every: 1 },
  "half year": { per: "half_year", every: 1 }, "half yearly": { per: "half_year", every: 1 }, "bi annual": { per: "half_year", every: 1 }, biannual: { per: "half_year", every: 1 }, biannually: { per: "half_year", every: 1 },
  "six months": { per: "half_year", every: 1 }, "two years": { per: "year", every: 2 }, "three years": { per: "year", every: 3 }, biennial: { per: "year", every: 2 }, biennially: { per: "year", every: 2 }, triennial: { per: "year", every: 3 },
  biweekly: { per: "week", every: 2 }, "bi weekly": { per: "week", every: 2 }, fortnightly: { per: "week", every: 2 }, bimonthly: { per: "month", every: 2 },
  once: "once", "one time": "once", onetime: "once", "one off": "once", einmalig: "once", einmal: "once", unique: "once", oneoff: "once", "non recurring": "once", none: "once",
  term: { per: "term", every: 1 }, "whole term": { per: "term", every: 1 }, "full term": { per: "term", every: 1 }, total: { per: "term", every: 1 }, tcv: { per: "term", every: 1 }, contract: { per: "term", every: 1 },
  laufzeit: { per: "term", every: 1 }, gesamtlaufzeit: { per: "term", every: 1 }, "gesamte laufzeit": { per: "term", every: 1 }, "ganze laufzeit": { per: "term", every: 1 }, gesamt: { per: "term", every: 1 }, vertragslaufzeit: { per: "term", every: 1 },
  pauschal: "once", "p a": { per: "year", every: 1 }, "p m": { per: "month", every: 1 }, "pro anno": { per: "year", every: 1 },
};

/** `Monthly`, `per_six_months`, `every 2 weeks`, `P3M`, `12 months`, `Annual`; undefined where it names no span. */
export function spanOf(value: string): Span | undefined {
  const duration = /^P(\d+)([DWMY])$/.exec(value.trim());
  if (duration !== null) return counted(Number(duration[1]), units[duration[2]!.toLowerCase()]!);
  const even = value.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim().replace(/^(?:per|pro|je|every|each|a|billed|paid) /, "").replace(/ (?:in advance|in arrears|billing|billed|plan|prepaid|up ?front|subscription|im voraus|vorab)$/, "");
  if (Object.hasOwn(phrases, even)) return phrases[even];
  const parts = /^(?:(\d{1,3}) ?)?(\p{L}+)$/u.exec(even);
  const unit = parts === null || !Object.hasOwn(units, parts[2]!) ? undefined : units[parts[2]!];
  return unit === undefined ? undefined : counted(Number(parts![1] ?? 1), unit);
}

/** 3 months are a quarter, 12 a year, 7 days a week. */
function counted(count: number, unit: AmountPer): Span | undefined {
  if (count < 1) return undefined;
  const longer: Partial<Record<AmountPer, [number, AmountPer][]>> = { month: [[12, "year"], [6, "half_year"], [3, "quarter"]], day: [[7, "week"]], quarter: [[4, "year"], [2, "half_year"]] };
  for (const [size, per] of longer[unit] ?? []) if (count % size === 0) return { per, every: count / size };
  return { per: unit, every: count };
}

/** The months of `12`, `12 months`, `1 year`, `P12M`, `2.0`; `times` is 12 where plain numbers are years. Undefined where it is no whole number of months. */
export function readMonths(text: string, times = 1): number | undefined {
  const plain = /^(\d{1,4})(?:\.0+)?$/.exec(text.trim());
  if (plain !== null) return Number(plain[1]) * times;
  const span = spanOf(text);
  if (span === undefined || span === "once") return undefined;
  const months: Partial<Record<AmountPer, number>> = { month: 1, quarter: 3, half_year: 6, year: 12 };
  const size = months[span.per];
  return size === undefined ? undefined : size * span.every;
}

const kindWords: [RegExp, Kind][] = [
  [/^(?:professional )?services?$|implementation|onboarding|training|consulting|migration/, "services"],
  [/one[ -]?(?:time|off)|non[ -]?recurring|set ?up|hardware|perpetual/, "one_time"],
  [/usage|metered|overage|consumption/, "usage"],
  [/^recurring|^subscriptions?$|^saas$|^licen[cs]es?$|renewable|evergreen|^software$|^platform$|^maintenance$|^support$/, "recurring"],
];

export const kindOf = (value: string): Kind | undefined => kindWords.find(([pattern]) => pattern.test(value.toLowerCase().replaceAll("_", " ").trim()))?.[1];

const billingWords: Record<string, string> = { month: "monthly", quarter: "quarterly", year: "annual", term: "upfront" };

/** How invoices are written, of the four that a line knows. */
export function billingOf(value: string): string | undefined {
  if (/up ?-?front|prepaid|in full/i.test(value)) return "upfront";
  const span = spanOf(value);
  return span === undefined || span === "once" || span.every !== 1 ? undefined : billingWords[span.per];
}

/** true or false; undefined for any other word. */
export function truthOf(value: string): boolean | undefined {
  if (/^(?:true|yes|y|t|1|ja|oui|x|on)$/i.test(value.trim())) return true;
  return /^(?:false|no|n|f|0|nein|non|off)$/i.test(value.trim()) ? false : undefined;
}

/** Whether a state says that the customer has gone, and not only that a term is over. */
export const hasLeft = (value: string): boolean => /^(?:churn(?:ed)?|cancell?ed(?: early)?|terminated|lost|former|gekündigt|left)$/u.test(value.toLowerCase().replace(/[^\p{L}]+/gu, " ").trim());

/** `dead`: it does not pay any more, or does not yet. */
export function stateOf(value: string): "live" | "dead" | undefined {
  const even = value.toLowerCase().replace(/[^\p{L}]+/gu, " ").trim();
  if (/^(?:active|live|current|paying|won|closed won|past due|non renewing|renewed|signed|executed|activated|customer|open)$/.test(even)) return "live";
  const dead = /^(?:in ?active|not active|churn(?:ed)?|cancell?ed|cancelled early|expired|ended|terminated|lost|closed lost|unpaid|incomplete(?: expired)?|draft|paused|on hold|trial(?:ing)?|in trial|former|deleted|deactivated|suspended|failed|pending|void|archived|proposal|negotiation|qualification|prospecting|discovery|transferred)$/;
  return dead.test(even) ? "dead" : undefined;
}
