/** What the first words of a row say of it: a total, the total of a group, or a note. They are never believed alone. */
import { wordsOf } from "../loose.js";

export type Label =
  /** Totals, and no customer is called so: `Total`, `Grand Total (12 records)`, `Subtotal`, `Total for Acme`, which names what it is `of`. */
  | { sure: true; sub: boolean; of?: string }
  /** `Total Energies`, `Acme Total`: a customer may be called so. `of` is what it would be the total of. */
  | { sure: false; of: string };

const word = "(?:total(?:s|e|en)?|summe|gesamt(?:summe)?|somme|suma|totaal|sum)";
const sub = "(?:sub-?\\s?totals?|zwischensumme|sous-?total|subtotaal|subtotale)";
const measure = "(?:m?rr|arr|acv|tcv|amount|revenue|value|all|overall|général|generale|general|(?!ltd|inc|llc|plc|pty|sas|spa|srl|oyj)[a-z]{3}|usd|eur|gbp|records?|customers?|contracts?|subscriptions?|lines?)";
const bare = new RegExp(`^(?:(?:grand|overall|report|sum)[\\s-]+)?${word}(?:\\s+(?:${measure}|\\([^)]*\\)))*\\s*[:=]?$`, "i");
const measured = new RegExp(`^(?:(?:c?mrr|c?arr|acv|tcv|revenue|amount|value|overall|report|recurring|monthly|annual|yearly)\\s+)+${word}\\s*[:=]?$`, "i");
const subBare = new RegExp(`^${sub}\\b`, "i");
const named = new RegExp(`^(?:grand\\s+)?${word}\\s*(?:for|of|by|für|pour|[-–:])\\s*(.+)$`, "i");
const before = new RegExp(`^${word}\\s+(.+)$`, "i");
const after = new RegExp(`^(.+?)\\s*[-–:]?\\s*(?:${word}|${sub})\\s*:?$`, "i");

export function labelOf(text: string): Label | undefined {
  if (text.length > 120 || text.length < 3 || !/tot|sum|gesamt|somme/i.test(text)) return undefined;
  const label = text.trim();
  if (subBare.test(label)) return { sure: true, sub: true };
  if (bare.test(label) || measured.test(label)) return { sure: true, sub: false };
  const whose = named.exec(label)?.[1];
  if (whose !== undefined) return { sure: true, sub: true, of: whose.trim().toLowerCase() };
  const of = before.exec(label)?.[1] ?? after.exec(label)?.[1];
  return of === undefined ? undefined : { sure: false, of: of.trim().toLowerCase() };
}

/** Words that name measures: a row called by these alone tells of the lines above it. */
const MEASURES = new Set(
  ("arr mrr carr cmrr acv tcv arpa arpu nrr grr ndr ltv cac revenue revenues recurring annual annually annualised annualized monthly yearly run rate runrate " +
    "customer customers account accounts logo logos client clients user users seats subscription subscriptions contract contracts count number no nr of active paying unique " +
    "new net gross churn churned lost expansion contraction upsell downsell upgrades downgrades reactivation retention movement movements opening closing starting ending beginning end start " +
    "average averages avg mean median per growth change variance mom yoy qoq prior previous last year month quarter py ly ytd budget budgeted plan planned forecast actual actuals vs " +
    "all total sum subtotal cumulative check difference diff share percent pct ratio headcount usd eur gbp and in the " +
    "kunden kunde anzahl aktive durchschnitt mittelwert umsatz jahr jahresumsatz vorjahr monat wachstum veränderung neu neukunden kündigungen verlust abgang zugang pro je").split(" "),
);

/** Whether a label is made of such words alone. Every one of them may be part of a customer's name, as in New Relic. */
export function isMeasure(label: string): boolean {
  const words = label.length > 60 ? [] : wordsOf(label.replace(/mom|yoy|qoq/gi, (word) => word.toLowerCase())).filter((word) => !/^\d+$/.test(word));
  return words.length > 0 && words.every((word) => MEASURES.has(word));
}

/** How exports and people begin what they write below a table. */
const NOTE =
  /^(?:\*|†|‡|#|--|note\b|notes\b|nb\b|n\.b\.|remark|source\b|sources\b|generated\b|printed\b|exported\b|created (?:on|by|at)\b|prepared (?:on|by|for)\b|run (?:on|by|date)\b|report (?:date|generated|run)|as (?:of|at)\b|confidential|proprietary|internal use|copyright|©|\(c\)|all rights reserved|page \d|accrual basis|cash basis|filter(?:ed|s)?\b|disclaimer|powered by|total records|record count|end of (?:report|file)|stand:|quelle:|erstellt)/i;

export const looksLikeNote = (text: string): boolean => NOTE.test(text.trim());
