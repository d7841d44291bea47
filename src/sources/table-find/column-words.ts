import { wordsOf } from "../loose.js";

/** Words that stand over the columns of lists of contracts, subscriptions, deals and grids. They only help to find the header and the sheet. */
const words = new Set(
  ("customer client account company organization organisation tenant name id line subscription contract opportunity deal order plan product item sku service " +
    "start end begin date from until effective expiry expiration renewal renews signed closed close term months month year quarter period interval frequency billing cycle " +
    "amount price value mrr arr acv tcv fee revenue total quantity qty seats licenses currency discount status stage kind type segment region owner country industry " +
    "kunde vertrag betrag beginn ende preis menge").split(" "),
);

/** How many of the names hold such a word. */
export const tellingNames = (names: string[]): number => names.filter((name) => wordsOf(name).some((word) => words.has(word))).length;

/** Whether the name of a sheet speaks of lines that make ARR. */
export const tellingSheetName = (name: string): boolean =>
  wordsOf(name).some((word) => /^(contracts?|subscriptions?|arr|mrr|acv|deals?|bookings?|customers?|lines?|revenue|renewals?|opportunit(y|ies)|orders?|recurring|grid)$/.test(word));

/** Whether it speaks of something else: notes, totals, pivots. */
export const distractingSheetName = (name: string): boolean =>
  wordsOf(name).some((word) => /^(summary|pivot|dashboard|notes?|readme|instructions?|lookups?|lists?|template|chart|cover|index|assumptions?|legend|glossary|old|archive|backup)$/.test(word));
