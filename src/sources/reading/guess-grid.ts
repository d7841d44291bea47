/** Tables of months: customers down and months across, months down and customers across, or one row a customer and month. */
import { isNoAmount } from "../profile/grid.js";
import type { GridReading } from "../profile/profile.js";
import { safeText } from "../safe-text.js";
import { amountNameOf } from "./amount-names.js";
import { isSum, partsOf, tellBehind, type Parts } from "./behind-total.js";
import { isDates, isNumbers, type ColumnLook } from "./column-look.js";
import { readDate } from "./date-style.js";
import { plainNames, bestNamed } from "./field-names.js";
import { guessCurrency } from "./guess-currency.js";
import { refusesPeriods } from "./guess-periods.js";
import { flagOf, type Guessing } from "./guessing.js";
import { fieldsOfHeaderRows } from "./header-rows.js";
import { guessCustomer, guessWords } from "./guess-identity.js";
import { measureIn, monthsOfHeader } from "./months.js";
import { measureTold } from "./title-words.js";

/** Settles the whole table if it is one of months; false where it is not. */
export function guessGrid(guess: Guessing): boolean {
  return isAcross(guess) || isDown(guess) || isLong(guess) || refusesPeriods(guess);
}

function isAcross(guess: Guessing): boolean {
  const months = guess.hints.profile?.grid?.months ?? monthsOfHeader(guess.looks.map((look) => look.name), guess.hints.dateOrder);
  const columns = months.flatMap((each) => guess.named(each.column) ?? []);
  if (months.length < 3 || columns.length < 3 || columns.filter((look) => look.filled === 0 || mostlyNumbers(look)).length * 10 < columns.length * 9) return false;
  if (isListBeside(guess)) {
    for (const look of columns) guess.ignore(look, "its name is a month, and the amount stands in another column");
    return false;
  }
  const rival = rivalOf(guess, columns);
  for (const look of columns) guess.spend(look, "grid", 0.95, "its name is a month");
  for (const look of guess.free()) {
    if (isTotal(look)) guess.ignore(look, "it is a total");
    else if (isDates(look) && !isNumbers(look)) guess.ignore(look, "the months of a grid say from when to when");
  }
  nameCustomers(guess);
  guessCurrency(guess, columns);
  if (rival === undefined) settle(guess, { layout: "across", measure: "mrr" }, columns.map((look) => look.name));
  else askWhich(guess, rival);
  keepAttributes(guess);
  return true;
}

/** Someone said which column has the amount, so the months beside it are a schedule. */
const isListBeside = (guess: Guessing): boolean => guess.has("amount") && guess.hints.measure === undefined && guess.hints.profile?.grid === undefined;

/** An amount with a start of its own beside the months: the months may be how it is billed. */
function rivalOf(guess: Guessing, months: ColumnLook[]): ColumnLook | undefined {
  if (guess.hints.measure !== undefined || guess.hints.profile?.grid !== undefined) return undefined;
  const others = guess.free().filter((look) => !months.includes(look));
  const amount = others.find((look) => isNumbers(look) && (amountNameOf(look)?.sureness ?? 0) >= 0.9);
  return others.some((look) => isDates(look) && / (?:start|starts|begin|effective) /.test(look.words)) ? amount : undefined;
}

function askWhich(guess: Guessing, amount: ColumnLook): void {
  guess.profile.grid = { layout: "across", measure: "mrr" };
  guess.ask("measure", `The table has ${amount.name} and a start in each row, and amounts by month, too: it is a list of lines, or a table of months.`, [], flagOf("amount", amount), ["--measure mrr", "--measure arr"]);
}

/** A grid's cells may be dashes, N/A or empty where there is no amount. */
const mostlyNumbers = (look: ColumnLook): boolean => look.texts.every(isNoAmount) || look.number?.kind === "number" || numbersAmong(look) * 2 >= look.texts.filter((text) => !isNoAmount(text)).length;

const numbersAmong = (look: ColumnLook): number => look.texts.filter((text) => /\d/.test(text) && !/[a-z]{4,}/i.test(text)).length;

const isTotal = (look: ColumnLook): boolean => / (?:total|totals|sum|summe|gesamt|gesamtsumme|average|avg|ytd|ltm|ttm|grand|cagr|growth|variance|change) | (?:q[1-4]|h[12]|fy) ?\d* /.test(look.words) || /^ ?(?:fy)?\d{2,4} ?$/.test(look.words);

function isDown(guess: Guessing): boolean {
  const [first, ...others] = guess.looks.filter((look) => look.filled > 0);
  if (first === undefined || first.position !== 0 || others.length < 2) return false;
  const months = monthsOfHeader(first.texts.filter((text) => text !== ""));
  if (months.length < 3 || months.length < first.filled) return false;
  const parts = partsOf(others);
  const customers = parts.customers.filter((look) => !isSum(look));
  const amounts = customers.filter((look) => mostlyNumbers(look) && amountNameOf(look) === undefined && measureIn(look.name) === undefined && !isDates(look));
  if (amounts.length < customers.length || amounts.length < 2) return false;
  guess.spend(first, "grid", 0.9, "it holds months");
  const of = fieldsOfHeaderRows(first.name, others.map((look) => look.name));
  for (const look of others) {
    if (isSum(look) || look === parts.total) guess.ignore(look, "it is a total");
    else if (customers.includes(look)) guess.spend(look, "grid", 0.85, of === undefined ? "its name is a customer" : `its names are ${of.join(" and ")}`);
  }
  guess.profile.columns = Object.fromEntries(Object.entries(guess.profile.columns).filter(([, source]) => "const" in source));
  guessCurrency(guess, amounts);
  settle(guess, { layout: "down", month: first.name || "#1", ...(of === undefined ? {} : { of }), ...withoutOf(parts), measure: "mrr" }, [first.name, ...(parts.total === undefined ? [] : [parts.total.name])]);
  tellBehind(guess, parts);
  guess.assume(`Months stand down in ${first.name || "the first column"}, and each other column is ${of === undefined ? "a customer" : `named in two rows: ${of[0]} above ${of[1]} (${safeText(others[0]!.name)})`}.`, "If the columns are no customers: give a file with one row a customer.");
  return true;
}

/** The columns that are no customers, but for those whose names alone say so. */
const withoutOf = ({ total, figures }: Parts): Pick<GridReading, "without"> => {
  const names = [...(total === undefined || isSum(total) ? [] : [total]), ...figures].map((look) => look.name);
  return names.length === 0 ? {} : { without: names };
};

function isLong(guess: Guessing): boolean {
  if (guess.has("start_date") || guess.has("end_date")) return false;
  const month = guess.free().find((look) => look.date?.kind === "date" && / (?:month|months|period|as of|snapshot|year month|yearmonth|month end|month start|mrr date|arr date) /.test(look.words) && areMonths(look));
  const named = guess.free().flatMap((look) => {
    const name = (isNumbers(look) || mostlyNumbers(look)) && look !== month ? amountNameOf(look) : undefined;
    return name === undefined || name.of === "unit" ? [] : [{ look, name }];
  });
  const best = [...named].sort((a, b) => b.name.sureness - a.name.sureness)[0]?.look;
  const customer = guess.lookOf("customer_id") ?? bestNamed(guess.free(), [...plainNames["customer_id"]!, ...plainNames["customer_name"]!])[0]?.look;
  if (month === undefined || best === undefined || customer === undefined || month.distinct < 2) return false;
  const pairs = new Set(guess.rows.map((_, row) => JSON.stringify([customer.texts[row], month.texts[row]]))).size;
  if (pairs <= customer.distinct || guess.free().some((look) => isDates(look) && / (?:start|end|expiry|expiration) /.test(look.words))) return false;
  guess.spend(month, "grid", 0.85, "it is the month of each row");
  guess.claim(best, "amount", 0.85, "it is the amount of each row");
  nameCustomers(guess);
  guessCurrency(guess, [best]);
  settle(guess, { layout: "long", month: month.name, measure: "mrr" }, [best.name]);
  guess.assume(`Each row is one month (${month.name}) of one customer; months of one amount that follow each other become a line.`, "If each row is a line of its own: --map start_date=\"…\".");
  return true;
}

/** All first days or all last days of months, or months by name. */
function areMonths(look: ColumnLook): boolean {
  if (look.date?.kind !== "date") return false;
  if (look.date.style.months === true) return true;
  const style = look.date.style;
  const days = look.texts.filter((text) => text !== "").map((text) => readDate(text, style)?.slice(8, 10));
  return days.every((day) => day === "01") || days.every((day) => day !== undefined && Number(day) >= 28);
}

/** Reports of accounts leave the corner over the customers empty. */
const isNameless = (look: ColumnLook): boolean => look.name === "" && look.filled > 0;

function nameCustomers(guess: Guessing): void {
  if (!guess.has("customer_id") && bestNamed(guess.free(), [...plainNames["customer_id"]!, ...plainNames["customer_name"]!]).length === 0) {
    const free = guess.free();
    const look = guess.looks.find((each) => (free.includes(each) || isNameless(each)) && !isNumbers(each) && !isDates(each));
    if (look !== undefined) {
      const name = look.name === "" ? `#${look.position + 1}` : look.name;
      guess.claim(look, "customer_id", 0.6, "it is the first column of texts", { from: name });
      guess.assume(`${look.name === "" ? `Column ${look.position + 1}, which has no name,` : name} is the customer, as it is the first column of texts.`, 'If it is not: --map customer_id="…".');
    }
  }
  guessCustomer(guess);
  guessWords(guess);
}

/** What the cells hold: as stated, or as a title, a name of a sheet or a header says; else asked. */
function settle(guess: Guessing, grid: GridReading, headers: string[]): void {
  const told = measureTold(guess, [...headers, ...measuresDown(guess)]);
  const stated = guess.hints.measure ?? guess.hints.profile?.grid?.measure;
  const measure = stated ?? (typeof told === "object" ? told.measure : undefined);
  guess.profile.grid = { ...grid, measure: measure ?? "mrr" };
  if (measure === undefined) guess.ask("measure", `${told === "disagree" ? "The names and titles do not agree" : "Nothing says"} whether the months hold MRR or ARR; one taken for the other is twelve times wrong.`, [], "--measure mrr", ["--measure arr"]);
  else if (stated === undefined) guess.assume(`The months hold ${measure.toUpperCase()}, as ${typeof told === "object" ? told.where : "a name"} says.`, `If they do not: --measure ${measure === "mrr" ? "arr" : "mrr"}.`);
  delete guess.profile.columns["amount_per"];
}

/** What a column of measures says of the rows that are kept; asks for one of them where there are more. */
function measuresDown(guess: Guessing): string[] {
  const look = guess.looks.find((each) => each.filled > 0 && each.texts.every((text) => measureIn(text) !== undefined));
  if (look === undefined) return [];
  const filter = guess.hints.profile?.rows?.find((each) => !("any" in each) && guess.named(each.column) === look);
  if (filter !== undefined && "is" in filter) return filter.is;
  const values = [...new Set(look.texts)];
  if (values.length === 1) return values;
  const flags = values.map((value) => `--keep "${look.name}=${value}"`);
  guess.ask("rows", `${look.name} says that the rows hold ${values.join(" and ")}, so the same money would count more than once.`, [look], flags[0]!, flags);
  return [];
}

/** What is ignored, such as totals and dates beside the months, is no attribute. */
export function keepAttributes(guess: Guessing): void {
  const ignored = guess.guessed().filter((column) => column.role === "ignored" && column.samples.length > 0 && column.name !== "");
  if (ignored.length === 0 || guess.profile.attributes !== undefined) return;
  guess.profile.attributes = guess.free().map((look) => look.name);
}
