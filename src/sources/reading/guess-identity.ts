/** Who the customer is, what names a line, and the columns that their names alone tell. */
import { isDates, isNearlyEvery, isNumbers, type ColumnLook } from "./column-look.js";
import { bestNamed, kindNames, plainNames, productNames, type NamePattern } from "./field-names.js";
import { flagOf, type Guessing } from "./guessing.js";
import { kindOf, truthOf } from "./value-words.js";

const lineNames: readonly NamePattern[] = [
  [/^ (?:line|subscription|subscription item|subscription line|line item|contract line|asset|segment|item|row|record|rate plan charge|charge|unique) (?:id|no|nr|number|key|ref|reference) $|^ (?:contract line|subscription line|line) $/, 0.95],
  [/^ (?:subscription|contract|opportunity|deal|order|agreement|order form|quote|invoice line)(?: record)? (?:id|no|nr|number|ref|reference|key) $/, 0.85],
  [/^ (?:id|uuid|key|ref|reference|record|external id|no|nr) $/, 0.8],
  [/^ (?:vertrags?|auftrags?|abo)[ -]?(?:id|nr|nummer) $/, 0.85],
  [/^ (?:subscription|agreement|order|order form|deal|opportunity|vertrag|auftrag|abo) $/, 0.75],
];

/** customer_id and the names around it. */
export function guessCustomer(guess: Guessing): void {
  for (const field of ["parent_id", "parent_name", "customer_id", "customer_name"]) claimPlain(guess, field, (look) => field.endsWith("_id") || !isDates(look));
  if (guess.has("customer_id")) return;
  const named = guess.lookOf("customer_name") ?? bestNamed(guess.free(), [[/^ (?:name|contact|email|customer email|e mail) $/, 0.5]])[0]?.look;
  if (named === undefined) {
    const texts = guess.free().filter((look) => !isDates(look) && !isNumbers(look) && look.distinct > 1);
    guess.ask("customer_id", "No column is called a customer, and every count and every movement is by customer.", texts.slice(0, 8), texts[0] === undefined ? '--map customer_id="…"' : flagOf("customer_id", texts[0]));
    return;
  }
  delete guess.profile.columns["customer_name"];
  guess.claim(named, "customer_id", 0.8, "there is no id of customers, so the name is the id");
  guess.profile.columns["customer_name"] = { from: named.name };
  guess.assume(`${named.name} is both the name and the id of a customer: two spellings are two customers.`, "If there is a column of ids: --map customer_id=\"…\".");
}

function claimPlain(guess: Guessing, field: string, fits: (look: ColumnLook) => boolean): void {
  if (guess.has(field)) return;
  const [best] = bestNamed(guess.free().filter(fits), plainNames[field]!);
  if (best !== undefined) guess.claim(best.look, field, best.sureness, "its name says so");
}

/** Product, kind, currency and the like: by name, and by values where the values have to be known words. */
export function guessWords(guess: Guessing): void {
  for (const field of ["cancel_reason", "csm", "segment", "region", "industry", "product_family", "description"]) claimPlain(guess, field, () => true);
  for (const field of ["renewal_term_months", "notice_days"]) claimPlain(guess, field, (look) => look.texts.every((text) => /^\d{0,4}$/.test(text)));
  guessCurrencyColumn(guess);
  guessAutoRenew(guess);
  if (!guess.has("product")) {
    const [best] = bestNamed(guess.free().filter((look) => !isDates(look)), productNames);
    if (best !== undefined) guess.claim(best.look, "product", best.sureness, "its name says so");
  }
  guessKind(guess);
}

export function guessCurrencyColumn(guess: Guessing): void {
  if (guess.has("currency")) return;
  const named = bestNamed(guess.free(), plainNames["currency"]!).map((each) => each.look);
  const look = named.find((each) => each.texts.every((text) => text === "" || /^[A-Za-z]{3}$/.test(text)));
  if (look === undefined) return;
  guess.claim(look, "currency", 0.95, "it holds codes of currencies");
}

function guessAutoRenew(guess: Guessing): void {
  const mapped = guess.mapped("auto_renew");
  if (mapped === undefined && guess.has("auto_renew")) return;
  const look = mapped ?? bestNamed(guess.free(), plainNames["auto_renew"]!)[0]?.look;
  if (look === undefined) return;
  const values = [...new Set(look.texts.filter((text) => text !== ""))];
  if (!values.every((text) => truthOf(text) !== undefined)) return;
  guess.claim(look, "auto_renew", 0.95, "its name says so", { from: look.name, values: Object.fromEntries(values.map((text) => [text, String(truthOf(text))])), otherwise: "false" });
}

/** A column of types is the kind only where each of its values is one; a slip among many is refused by name, rather than that services count because of it. */
export function guessKind(guess: Guessing): void {
  const mapped = guess.mapped("kind");
  if (mapped !== undefined) {
    const known = [...new Set(mapped.texts)].flatMap((text) => (kindOf(text) === undefined ? [] : [[text, kindOf(text)!] as const]));
    if (known.length > 0) guess.claim(mapped, "kind", 1, "you said so", { from: mapped.name, values: Object.fromEntries(known) });
  }
  if (guess.has("kind")) return;
  for (const { look } of bestNamed(guess.free(), kindNames)) {
    const values = [...new Set(look.texts.filter((text) => text !== ""))];
    const yesNo = / recurring /.test(look.words) && values.every((text) => truthOf(text) !== undefined);
    const kinds = values.map((text) => (yesNo ? (truthOf(text) === true ? "recurring" : "one_time") : kindOf(text)));
    const known = values.flatMap((text, i) => (kinds[i] === undefined ? [] : [[text, kinds[i]] as const]));
    const meanings = new Map(known);
    if (known.length > 20 || known.length === 0 || !isNearlyEvery(look, (text) => meanings.has(text))) continue;
    guess.claim(look, "kind", 0.85, known.length === values.length ? "each of its values is a kind" : "nearly each of its values is a kind", { from: look.name, values: Object.fromEntries(known) });
    const plain = known.every(([text, kind]) => text === kind);
    if (!plain) guess.assume(`${look.name} is the kind: ${known.map(([text, kind]) => `${text} = ${kind}`).join(", ")}.`, "If it is not: --const kind=recurring.");
    return;
  }
}

/** A column that names each line, or columns that do so together. Runs last, as the key takes what the others found. */
export function guessLineId(guess: Guessing): void {
  if (guess.has("line_id") || guess.profile.key !== undefined) return;
  const rows = distinctRows(guess);
  const named = bestNamed(guess.free().filter((look) => look.filled === look.texts.length && !isDated(look)), lineNames);
  for (const { look, sureness } of named) {
    const different = new Set(rows.map((row) => look.texts[row]!)).size;
    const enough = sureness >= 0.9 || guess.has("recorded_on") ? rows.length * 9 : rows.length * 10;
    if (different * 10 < enough) continue;
    guess.claim(look, "line_id", sureness, different === rows.length ? "each row has another" : "nearly each row has another");
    claimPlain(guess, "contract_id", isContractId);
    if (sureness < 0.9) guess.assume(`${look.name} names each line, as no two rows share one.`, "If it does not: --map line_id=\"…\", or key: in a profile.");
    return;
  }
  claimPlain(guess, "contract_id", isContractId);
  keyOf(guess, rows);
}

/** A column called Contract may hold ids, or kinds of contract. */
const isContractId = (look: ColumnLook): boolean => !isDates(look) && (look.words !== " contract " || look.distinct * 2 > look.filled);

/** A column of ids may hold numbers that would do as days. */
const isDated = (look: ColumnLook): boolean => look.date?.kind === "date" && !look.texts.every((text) => /^\d*$/.test(text));

/** One row of each set of identical ones. */
function distinctRows(guess: Guessing): number[] {
  const seen = new Set<string>();
  return [...guess.rows.keys()].filter((row) => {
    const text = JSON.stringify(guess.rows[row]!.cells);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

/** Customer, product and start always, so that a renewal is a line of its own; then what rarely changes, until no two rows share a key. Never the amount: a new price is a new version of the line. */
function keyOf(guess: Guessing, rows: number[]): void {
  const first = ["customer_id", "contract_id", "product", "start_date"].flatMap((field) => guess.lookOf(field) ?? []);
  const more = ["kind", "description", "signed_on", "end_date"].flatMap((field) => guess.lookOf(field) ?? []);
  const key = [...new Set(first)];
  for (const look of more) {
    if (isUnique(key, rows)) break;
    if (differenceOf([...key, look], rows) > differenceOf(key, rows)) key.push(look);
  }
  if (key.length === 0) return;
  guess.profile.key = key.map((look) => look.name);
  guess.assume(`There is no id of lines, so ${guess.profile.key.join(" + ")} name a line.`, "If a column names each line: --map line_id=\"…\".");
}

const differenceOf = (key: ColumnLook[], rows: number[]): number => new Set(rows.map((row) => JSON.stringify(key.map((look) => look.texts[row])))).size;
const isUnique = (key: ColumnLook[], rows: number[]): boolean => differenceOf(key, rows) === rows.length;
