/** Calculations over a list: bands, renewals, books of business, footing. */
import { footed, footedTotal } from "../../footing.js";
import { decimalText } from "../../money.js";
import { Rational } from "../../rational.js";
import type { Calculation, Given, GivenEntry, GivenNumber, ListFigure } from "../calculation.js";

const zero = new Rational(0n);
const mostTermsShown = 8;

type Worked = ReturnType<ListFigure["work"]>;

export const listCalculations: Calculation[] = [
  {
    name: "tier",
    title: "Size band",
    sentence: "The band with the highest lower bound that ARR reaches; undefined below the lowest.",
    inputs: [
      { name: "arr", kind: "number", sentence: "ARR of the customer or top parent", example: "72000" },
      { name: "tiers", kind: "bands", sentence: "lower bounds and names", example: '[[0,"smb"],[50000,"mid_market"],[100000,"enterprise"]]' },
    ],
    figures: [{ name: "tier", needs: ["arr", "tiers"], work: tierOf }],
  },
  {
    name: "renewal_forecast",
    title: "Renewal forecast",
    sentence: "ARR up for renewal, each weighed by its probability.",
    inputs: [{ name: "items", kind: "weighted", sentence: "pairs of ARR up for renewal and its probability, 0.9 for 90%", example: "[[120000,0.9],[80000,0.5]]" }],
    figures: [{ name: "renewal_forecast", needs: ["items"], work: renewalForecast }],
  },
  {
    name: "book_balance",
    title: "Balance of the books of business",
    sentence: "How the fullest book compares with an even share.",
    inputs: [{ name: "books", kind: "owned", sentence: "ARR of each owner's book", example: '{"ana":3000000,"ben":1000000}' }],
    figures: [
      { name: "average", needs: ["books"], work: averageBook },
      { name: "max_over_average", needs: ["books"], work: fullestBook },
    ],
  },
  {
    name: "footing",
    title: "Rounded rows that still sum to their total",
    sentence: "Largest remainder: each row is rounded down, and the units missing go to the largest remainders, the earlier row first.",
    inputs: [
      { name: "rows", kind: "numbers", sentence: "the rows of a column", example: "[1.4,1.4,1.4]" },
      { name: "places", kind: "places", sentence: "decimal places to show", example: "0" },
    ],
    figures: [
      { name: "total", needs: ["rows", "places"], work: footingTotal },
      { name: "rows", needs: ["rows", "places"], work: footingRows },
      { name: "independent", needs: ["rows", "places"], work: footingIndependent },
    ],
  },
];

function tierOf(given: Given): Worked {
  const arr = number(given, "arr");
  const reached = list(given, "tiers").filter((band) => band.numbers[0]!.value.compare(arr.value) <= 0);
  const words = "the highest from that is not above arr";
  if (reached.length === 0) return { value: null, formula: `${words} = none is as low as ${arr.text}` };
  const highest = reached.reduce((best, band) => (best.numbers[0]!.value.compare(band.numbers[0]!.value) < 0 ? band : best));
  return { value: highest.label, formula: `${words} = ${highest.numbers[0]!.text}, which is not above ${arr.text}` };
}

function renewalForecast(given: Given): Worked {
  const items = list(given, "items").map((item) => item.numbers as [GivenNumber, GivenNumber]);
  const total = items.reduce((sum, [arr, probability]) => sum.plus(arr.value.times(probability.value)), zero);
  const terms = items.map(([arr, probability]) => `${arr.text} * ${probability.text}`);
  return { value: total.toFixed(2), formula: `sum of arr * probability = ${addition(terms)}` };
}

function averageBook(given: Given): Worked {
  const books = list(given, "books");
  const formula = `sum of arr / owners = (${addition(texts(books))}) / ${books.length}`;
  const average = averageOf(books);
  return average ? { value: average.toFixed(2), formula } : { value: null, formula: `${formula}; undefined, for there is no owner` };
}

function fullestBook(given: Given): Worked {
  const books = list(given, "books");
  const average = averageOf(books);
  if (!average) return { value: null, formula: "largest arr / average; undefined, for there is no owner" };
  const largest = books.map((book) => book.numbers[0]!).reduce((best, arr) => (best.value.compare(arr.value) < 0 ? arr : best));
  const formula = `largest arr / average = ${largest.text} / ${average.toFixed(2)}`;
  if (average.isNegative() || average.isZero()) return { value: null, formula: `${formula}; undefined, for average is not above zero` };
  return { value: largest.value.dividedBy(average).toFixed(6), formula };
}

function averageOf(books: GivenEntry[]): Rational | undefined {
  if (books.length === 0) return undefined;
  return books.reduce((sum, book) => sum.plus(book.numbers[0]!.value), zero).dividedBy(new Rational(BigInt(books.length)));
}

function footingTotal(given: Given): Worked {
  const { rows, unit, places } = footingOf(given);
  return { value: decimalText(footedTotal(rows, unit), places), formula: `sum of rows to ${places} places = ${addition(texts(list(given, "rows")))}` };
}

function footingRows(given: Given): Worked {
  const { rows, unit, places } = footingOf(given);
  const shown = footed(rows, unit).map((row) => decimalText(row, places));
  return { value: shown, formula: `each row down to ${places} places, the rest to the largest remainders = ${addition(shown)}` };
}

function footingIndependent(given: Given): Worked {
  const { places } = footingOf(given);
  const shown = list(given, "rows").map((row) => row.numbers[0]!.value.toFixed(places));
  return { value: shown, formula: `each row to ${places} places by itself = ${addition(shown)}` };
}

/** The rows as integers of one fine unit: a power of ten holds every decimal written. */
function footingOf(given: Given): { rows: bigint[]; unit: bigint; places: number } {
  const places = Number(number(given, "places").value.numerator);
  const rows = list(given, "rows").map((row) => row.numbers[0]!);
  const finest = Math.max(places, ...rows.map((row) => row.text.split(".")[1]?.length ?? 0));
  const scale = new Rational(10n ** BigInt(finest));
  return { rows: rows.map((row) => row.value.times(scale).floor()), unit: 10n ** BigInt(finest - places), places };
}

function number(given: Given, name: string): GivenNumber {
  return given.numbers.get(name)!;
}

function list(given: Given, name: string): GivenEntry[] {
  return given.lists.get(name)!;
}

function texts(entries: GivenEntry[]): string[] {
  return entries.map((entry) => entry.numbers[0]!.text);
}

/** a + b + c; a long list is cut and its rest counted. */
function addition(terms: string[]): string {
  const shown = terms.slice(0, mostTermsShown).map((term) => (/^-[\d.]+$/.test(term) ? `(${term})` : term));
  const rest = terms.length - shown.length;
  return shown.join(" + ") + (rest > 0 ? ` + … (${rest} more)` : "") || "0";
}
