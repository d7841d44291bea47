/** Which figure a name of a board table means, however it is spelled. */
import { boardFigures, type BoardFigure, type BoardKind } from "./board-figures.js";

export interface NamedFigure {
  figure: BoardFigure;
  /** The name stands for a part of the figure, such as upsell of expansion. */
  isPart: boolean;
}

const startWords = ["beginning", "begin", "bop", "boy", "opening", "open", "starting", "start", "initial", "entry", "prior", "previous", "last", "brought forward"];
const endWords = ["ending", "end", "eop", "eoy", "closing", "close", "exit", "final", "current", "carried forward"];
/** What people write around a name without meaning another figure by it. */
const idle = new Set(["arr", "mrr", "crr", "revenue", "revenues", "recurring", "dollar", "dollars", "usd", "eur", "gbp", "chf", "k", "m", "mm", "of", "in", "the", "a", "for", "this", "period", "month", "quarter", "year", "amount", "value", "plus", "less", "add", "minus", "saas", "percent", "percentage", "pct"]);
const customersWords: Readonly<Record<string, string>> = { logos: "customers", clients: "customers", accounts: "customers", client: "customer", account: "customer", logo: "logo" };

const spelled = new Map<string, NamedFigure[]>();

for (const figure of boardFigures) {
  for (const [spellings, isPart] of [[figure.spellings, false], [figure.parts ?? [], true]] as const) {
    for (const spelling of spellings.flatMap(filledIn)) {
      const key = words(spelling).join(" ");
      const known = spelled.get(key) ?? [];
      if (!known.some((each) => each.figure === figure)) spelled.set(key, [...known, { figure, isPart }]);
    }
  }
}

function filledIn(spelling: string): string[] {
  if (spelling.includes("<start>")) return startWords.map((word) => spelling.replace("<start>", word));
  return spelling.includes("<end>") ? endWords.map((word) => spelling.replace("<end>", word)) : [spelling];
}

/** The words of a name that tell figures apart. */
function words(name: string): string[] {
  const even = name.normalize("NFKC").toLowerCase().replace(/annual(?:i[sz]ed)? recurring revenue|monthly recurring revenue/g, "arr").replace(/\bm ?& ?a\b/g, "acquired").replace(/&|(?<=\w\s*)\+(?=\s*\w)/g, " and ");
  const all = even.match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = all.filter((word) => !idle.has(word)).map((word) => customersWords[word] ?? word);
  return telling[0] === "and" ? telling.slice(1) : telling;
}

/** The value beside a name says as much as the name: `Churn` is an amount, `Churn 2.0%` a rate. */
export interface BesideName {
  isPercent: boolean;
  /** It carries a currency. */
  isMoney: boolean;
  /** Too large to be a share or a multiple. */
  isLarge: boolean;
}

/** The figure that a name means beside a value; undefined where no figure is called so. */
export function boardFigureOf(name: string, { isPercent, isMoney, isLarge }: BesideName): NamedFigure | undefined {
  const saysShare = isPercent || /%|\b(?:percent|percentage|pct)\b/i.test(name);
  const namesArr = isMoney || /\b(?:c?arr|mrr|revenue)\b/i.test(name);
  const kinds = kindsBeside(saysShare, namesArr, isLarge && !isPercent);
  const telling = words(name);
  const ofArr = namesArr ? [telling.map((word) => (word === "customers" ? "customer" : word))] : [];
  const shorter = [...ofArr, telling, words(name.replace(/\(.*?\)/g, " ")), telling.filter((word) => !["rate", "ratio", "total"].includes(word))].map((each) => each.join(" "));
  const isTotal = telling.every((word) => word === "total") && /\b(?:c?arr|mrr)\b/i.test(name) && !saysShare;
  for (const key of isTotal ? ["ending"] : shorter) {
    const known = key === "" ? [] : (spelled.get(key) ?? []);
    const fit = kinds.map((kind) => known.find(({ figure }) => figure.kind === kind)).find((each) => each !== undefined);
    if (fit !== undefined) return fit;
  }
  return undefined;
}

/** What the figure can be, the likeliest first. */
function kindsBeside(saysShare: boolean, namesArr: boolean, isLarge: boolean): readonly BoardKind[] {
  if (isLarge) return namesArr ? ["amount"] : ["count", "amount"];
  if (saysShare) return ["share", "times"];
  return namesArr ? ["amount", "share", "times", "count"] : ["count", "amount", "share", "times"];
}

/** Whether a name may mean a figure, whatever stands beside it. */
export const isBoardName = (name: string): boolean => [false, true].some((isPercent) => boardFigureOf(name, { isPercent, isMoney: false, isLarge: false }) !== undefined);
