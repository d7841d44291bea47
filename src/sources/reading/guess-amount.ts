/** Which column is the amount, what it is the price of, and what belongs to it: quantity, discount, currency. */
import { amountNameOf, type AmountName } from "./amount-names.js";
import { isDates, isNumbers, type ColumnLook } from "./column-look.js";
import { bestNamed, discountNames, quantityNames, spanNames, termNames } from "./field-names.js";
import { guessCurrency } from "./guess-currency.js";
import { flagOf, type Guessing } from "./guessing.js";
import { readNumber } from "./number-style.js";
import { safeText } from "../safe-text.js";
import { scaleIn } from "./title-words.js";
import { billingOf, spanOf } from "./value-words.js";

interface Candidate {
  look: ColumnLook;
  named: AmountName;
}

/** Settles amount and amount_per, or asks. */
export function guessAmount(guess: Guessing): void {
  if (guess.profile.years !== undefined) return;
  const chosen = guess.has("amount") ? undefined : chooseAmount(guess);
  if (chosen !== undefined) guess.claim(chosen.look, "amount", chosen.named.sureness, `its name is that of ${perText(chosen.named)}`);
  const look = guess.lookOf("amount");
  const named = look === undefined ? undefined : (amountNameOf(look) ?? { per: undefined, of: undefined, sureness: 0.5 });
  guessPer(guess, look, named);
  guessQuantity(guess, look, named);
  guessDiscount(guess, look, named);
  if (look !== undefined) guessCurrency(guess, [look]);
}

const perText = (named: AmountName): string => (named.per === undefined ? "an amount" : named.per === "term" ? "a price of the whole term" : `a price of a ${named.per}`);

function chooseAmount(guess: Guessing): Candidate | undefined {
  const named = guess.free().flatMap((look): Candidate[] => {
    const name = amountNameOf(look);
    return name === undefined ? [] : [{ look, named: name }];
  });
  const numeric = named.filter(({ look }) => isNumbers(look));
  // Amounts such as 12k, which are refused row by row with their own text.
  const all = numeric.length > 0 ? numeric : named.filter(({ look }) => !isDates(look) && look.texts.some((text) => /\d/.test(text)));
  const measures = all.filter((each) => each.named.per !== undefined && each.named.per !== "term" && each.named.sureness >= 0.5);
  if (measures.length > 0) return oneOfMeasures(guess, measures);
  const sorted = all.filter((each) => each.named.sureness >= 0.5).sort((a, b) => b.named.sureness - a.named.sureness);
  const span = spanColumn(guess);
  const priced = span === undefined ? undefined : sorted.find((each) => each.named.per === undefined);
  if (priced !== undefined) return priced;
  const [first, second] = sorted;
  if (first !== undefined && (second === undefined || second.named.sureness < first.named.sureness || sameTexts(first.look, second.look))) {
    for (const rival of sorted.slice(1)) if (rival.named.sureness === first.named.sureness) guess.rely([first.look, rival.look], ([a, b], row) => a!.texts[row] !== b!.texts[row]);
    return first;
  }
  const candidates = first === undefined ? guess.free().filter((look) => isNumbers(look) && !isDates(look) && !/ (?:id|no|nr|number) /.test(look.words)) : sorted.map((each) => each.look);
  const example = candidates[0];
  const why = first === undefined ? "No column is called an amount, and no line can be valued without one." : "More than one column may be the amount, and they differ.";
  guess.ask("amount", why, candidates.slice(0, 8), example === undefined ? '--map amount="…"' : flagOf("amount", example));
  return undefined;
}

/** MRR and ARR that are 12:1 are one amount twice; where they are not, someone has to say which counts. */
function oneOfMeasures(guess: Guessing, measures: Candidate[]): Candidate | undefined {
  const best = [...measures].sort((a, b) => rank(b) - rank(a))[0]!;
  const others = measures.filter((each) => each !== best);
  const quantity = bestNamed(guess.free(), quantityNames)[0]?.look;
  const odd = others.filter((each) => !agree(best, each, quantity));
  if (odd.length === 0) {
    for (const other of others) relyOnAgreement(guess, best, other, quantity);
    if (others.length > 0) guess.assume(`${best.look.name} is the amount; ${others.map((each) => each.look.name).join(", ")} ${others.length === 1 ? "says" : "say"} the same.`, `To take another: ${flagOf("amount", others[0]!.look)}.`);
    return best;
  }
  const candidates = [best, ...odd].map((each) => each.look);
  const where = firstDisagreement(guess, best, odd[0]!, quantity);
  guess.ask("amount", `${candidates.map((look) => look.name).join(" and ")} do not give the same ARR${where}.`, candidates, flagOf("amount", best.look));
  return undefined;
}

/** A year's price is exact where a month's was rounded, and both are where thousands were. */
const rank = (each: Candidate): number => each.named.sureness + (each.named.per === "year" ? 0.001 : 0) - (each.named.of === "unit" ? 0.2 : 0) - (scaleOf(each) > 1n ? 0.5 : 0);

const scales = { thousands: 1_000n, millions: 1_000_000n };

/** What one of its units stands for, as its name says: 1,000 for `ARR ($K)`. */
function scaleOf({ look }: Candidate): bigint {
  const scale = scaleIn(look.name);
  return scale === undefined ? 1n : scales[scale];
}

const perYear: Record<string, bigint> = { month: 12n, quarter: 4n, half_year: 2n, year: 1n, week: 52n, day: 365n };

function agree(a: Candidate, b: Candidate, quantity: ColumnLook | undefined): boolean {
  const apart = a.look.texts.filter((_, row) => differs(a, b, row, undefined)).length;
  return apart === 0 || (quantity !== undefined && !a.look.texts.some((_, row) => differs(a, b, row, quantity)));
}

/** That they give the same ARR, one way or the other. */
function relyOnAgreement(guess: Guessing, a: Candidate, b: Candidate, quantity: ColumnLook | undefined): void {
  const isPlain = !a.look.texts.some((_, row) => differs(a, b, row, undefined));
  const multiplied = isPlain ? undefined : quantity;
  guess.rely([a.look, b.look, ...(multiplied === undefined ? [] : [multiplied])], ([first, second, count], row) => differs({ ...a, look: first! }, { ...b, look: second! }, row, count));
}

/** Whether the two give another ARR in this row, by more than a rounding of their cents; the unit price of the two times the quantity. */
function differs(a: Candidate, b: Candidate, row: number, quantity: ColumnLook | undefined): boolean {
  const [first, second] = [a, b].map((each) => {
    const value = millionths(each.look, row);
    const units = each.named.of === "unit" ? quantity : undefined;
    const count = units === undefined ? 1_000_000n : millionths(units, row);
    return value === undefined || count === undefined ? undefined : (value * count * perYear[each.named.per!]! * scaleOf(each)) / 1_000_000n;
  });
  if (first === undefined || second === undefined) return (a.look.texts[row] === "") !== (b.look.texts[row] === "");
  const gap = first > second ? first - second : second - first;
  const isWhole = (each: Candidate): boolean => /^\D*[\d.,' ]*\d$/.test(each.look.texts[row]!) && !/[.,]\d{1,2}$/.test(each.look.texts[row]!);
  const areWhole = [a, b].every(isWhole);
  const most = [a, b].map((each) => perYear[each.named.per!]! * scaleOf(each) * (areWhole || (scaleOf(each) > 1n && isWhole(each)) ? 600_000n : 6_000n));
  return most.every((each) => gap > each);
}

/** A number of a column in millionths; undefined where it has none. */
export function millionths(look: ColumnLook, row: number): bigint | undefined {
  if (look.number?.kind !== "number") return undefined;
  const plain = readNumber(look.texts[row]!, look.number.style);
  if (plain === undefined) return undefined;
  const [whole = "0", decimals = ""] = plain.replace("-", "").split(".");
  const size = BigInt(whole + decimals.slice(0, 6).padEnd(6, "0"));
  return plain.startsWith("-") ? -size : size;
}

function firstDisagreement(guess: Guessing, a: Candidate, b: Candidate, quantity: ColumnLook | undefined): string {
  const row = a.look.texts.findIndex((_, at) => differs(a, b, at, a.named.of === b.named.of ? undefined : quantity));
  return row < 0 ? "" : `: row ${guess.rows[row]!.row} has ${a.look.name} ${a.look.texts[row] || "(empty)"} and ${b.look.name} ${b.look.texts[row] || "(empty)"}`;
}

const sameTexts = (a: ColumnLook, b: ColumnLook): boolean => a.texts.every((text, row) => text === b.texts[row]);

/** A column of spans, most of whose values are known words. */
function spanColumn(guess: Guessing): ColumnLook | undefined {
  return bestNamed(guess.free(), spanNames).map((each) => each.look).find(areMostlySpans);
}

/** Most rows say a span that is known: a word that is not is refused in its row, and does not cost all others their span. */
const areMostlySpans = (look: ColumnLook): boolean => {
  const said = look.texts.filter((text) => text !== "");
  return said.filter((text) => spanOf(text) !== undefined).length * 3 >= said.length * 2 && saysSpans(look);
};

/** Some row says one: enough for a column of which somebody said that it holds them. */
const saysSpans = (look: ColumnLook): boolean => look.texts.some((text) => spanOf(text) !== undefined);

const valuesOf = (look: ColumnLook): string[] => [...new Set(look.texts.filter((text) => text !== ""))];

function guessPer(guess: Guessing, amount: ColumnLook | undefined, named: AmountName | undefined): void {
  const mapped = guess.mapped("amount_per");
  if (mapped !== undefined && saysSpans(mapped)) perBySpan(guess, mapped);
  const span = spanColumn(guess);
  if (!guess.has("amount_per") && named?.per !== undefined) {
    guess.constant("amount_per", named.per);
    if (guess.hints.profile?.columns?.["amount"] === undefined && named.sureness < 0.95) guess.assume(`${amount!.name} is ${perText(named)}.`, "If it is not: --const amount_per=month (or quarter, year, term).");
  } else if (!guess.has("amount_per") && span !== undefined && amount !== undefined) {
    perBySpan(guess, span);
  } else if (!guess.has("amount_per") && amount !== undefined) {
    askPer(guess, amount);
  }
  const billed = guess.mapped("billing");
  if (billed !== undefined || !guess.has("billing")) billingBySpan(guess, billed ?? spanColumn(guess));
}

/** What the price is of is asked; a column that holds nothing but spans is offered first, whatever it is called. */
function askPer(guess: Guessing, amount: ColumnLook): void {
  const text = `Nothing says what ${amount.name} is the price of; a month taken for a year is twelve times wrong.`;
  const choices = ["month", "quarter", "half_year", "year", "term"];
  const spans = guess.free().find((look) => look !== amount && areMostlySpans(look) && look.texts.some((word) => /\p{L}/u.test(word)));
  if (spans !== undefined) return guess.ask("amount_per", `${text} ${spans.name} holds spans, such as ${valuesOf(spans).slice(0, 3).map(safeText).join(", ")}.`, [spans], flagOf("amount_per", spans), choices);
  guess.ask("amount_per", text, [amount], `--const amount_per=${termColumns(guess.free()).length > 0 || guess.has("signed_on") ? "term" : "year"}`, choices);
}

/** Names of a column that says how many spans the price is for. */
const COUNTS = / (?:interval|period|frequency|cycle) count $|^ (?:billing |bill |billed |price |per )?every $|^ (?:number|no) of (?:periods|intervals) $|^ every n $/;

/** `Price` and `Billing frequency`: the frequency says what the price is for. */
function perBySpan(guess: Guessing, look: ColumnLook): void {
  const values = valuesOf(look);
  const spans = values.flatMap((value) => {
    const span = spanOf(value);
    return span === undefined ? [] : [{ value, span }];
  });
  const per: Record<string, string> = {};
  const every: Record<string, string> = {};
  const once: Record<string, string> = {};
  for (const { value, span } of spans) {
    per[value] = span === "once" ? "term" : span.per;
    if (span === "once") once[value] = "one_time";
    else if (span.every !== 1) every[value] = String(span.every);
  }
  guess.claim(look, "amount_per", 0.85, "its values say how often the price is paid", { from: look.name, values: per });
  guess.assume(`The amount is the price of one ${look.name}: ${spans.map(({ value, span }) => `${value} = ${span === "once" ? "once" : span.every === 1 ? span.per : `${span.every} ${span.per}s`}`).join(", ")}.`, "If it is the price of another span: --const amount_per=year.");
  if (Object.keys(once).length > 0 && !guess.has("kind")) guess.profile.columns["kind"] = { from: look.name, values: once, otherwise: "" };
  const count = guess.free().find((each) => COUNTS.test(each.words) && isNumbers(each));
  if (count !== undefined && !guess.has("amount_every")) guess.claim(count, "amount_every", 0.9, "it counts the spans");
  else if (Object.keys(every).length > 0 && !guess.has("amount_every")) guess.profile.columns["amount_every"] = { from: look.name, values: every, otherwise: "1" };
}

function billingBySpan(guess: Guessing, span: ColumnLook | undefined): void {
  const look = span ?? bestNamed(guess.free(), spanNames).map((each) => each.look).find((each) => valuesOf(each).every((value) => billingOf(value) !== undefined));
  if (look === undefined || !valuesOf(look).every((value) => billingOf(value) !== undefined)) return;
  const values = Object.fromEntries(valuesOf(look).map((value) => [value, billingOf(value)!]));
  guess.claim(look, "billing", 0.7, "the amount says its own span, so this is how invoices are written", { from: look.name, values, otherwise: "upfront" });
}

/** Seats beside an ARR are no multiplier: the ARR has them already. */
function guessQuantity(guess: Guessing, amount: ColumnLook | undefined, named: AmountName | undefined): void {
  if (guess.has("quantity")) return;
  const look = bestNamed(guess.free(), quantityNames).map((each) => each.look).find((each) => each.number?.kind === "number");
  if (look === undefined || amount === undefined) return;
  if (valuesOf(look).every((value) => /^1(?:\.0+)?$/.test(value))) {
    guess.claim(look, "quantity", 0.9, "it is 1 everywhere");
  } else if (named?.of === "unit") {
    guess.claim(look, "quantity", 0.85, `${amount.name} is the price of one`);
    guess.assume(`A line is worth ${amount.name} times ${look.name}.`, "If the amount is of the whole line: --const quantity=1.");
  } else if (named?.of === "line") {
    guess.assume(`${amount.name} is of the whole line, so it is not multiplied by ${look.name}.`, `If it is the price of one: ${flagOf("quantity", look)}.`);
  } else {
    guess.ask("quantity", `${amount.name} may be the price of one unit or of the whole line; there is ${look.name}, too.`, [look], flagOf("quantity", look), ["1"]);
  }
}

function guessDiscount(guess: Guessing, amount: ColumnLook | undefined, named: AmountName | undefined): void {
  if (guess.has("discount_percent") || guess.has("discount_amount")) return;
  const look = bestNamed(guess.free(), discountNames).map((each) => each.look).find((each) => each.number?.kind === "number");
  if (look === undefined || amount === undefined || look.number?.kind !== "number") return;
  const percent = look.number.percent || /%/.test(look.name) || / (?:percent|pct|percentage|rate) /.test(look.words);
  const values = valuesOf(look);
  const inRange = values.every((value) => /^\d{1,2}(?:[.,]\d+)?$|^100$/.test(value));
  const areParts = values.every((value) => /^(?:0|0?[.,]\d+|1(?:[.,]0+)?)$/.test(value)) && values.some((value) => /[.,]\d*[1-9]/.test(value));
  if (values.every((value) => /^0+(?:\.0+)?%?$/.test(value))) {
    guess.claim(look, percent ? "discount_percent" : "discount_amount", 0.8, "it is 0 everywhere");
  } else if (named?.of === "line" && amount.words !== " amount ") {
    guess.assume(`${amount.name} is after the discount in ${look.name}, which is not taken off again.`, `If it is before it: ${flagOf(percent ? "discount_percent" : "discount_amount", look)}.`);
  } else if (percent || areParts) {
    guess.claim(look, "discount_percent", 0.85, "its name or its values say percent");
  } else if (inRange && !/ (?:amount|value) /.test(look.words)) {
    guess.ask("discount_percent", `${look.name} may be percent or money.`, [look], flagOf("discount_percent", look));
  } else {
    guess.claim(look, "discount_amount", 0.7, "it is money taken off");
  }
}

/** Whether the column looks like the months of a term. */
export const termColumns = (looks: readonly ColumnLook[]): ColumnLook[] => bestNamed(looks, termNames).map((each) => each.look);
