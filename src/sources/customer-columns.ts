/** Which column of a file about customers says what. */
import { knownAttributes } from "../domain/contract.js";
import { nearest, problem, type Problem } from "../domain/problem.js";
import { likeliestColumn } from "./likeliest-column.js";
import { loose } from "./loose.js";
import { safeText } from "./safe-text.js";

/** What is no attribute. */
const customerColumns = ["customer_id", "from_date", "name", "parent_id", "parent_name"] as const;

export interface CustomerColumns {
  /** Of each name its place, from 0: of customer_id, from_date where there is one, and of everything that is told. */
  places: Map<string, number>;
  attributes: string[];
  problems: Problem[];
}

const known = new Map<string, string>([
  ...[...customerColumns, ...knownAttributes].map((name): [string, string] => [loose(name), name]),
  [loose("customer_name"), "name"],
]);

/** Names are matched loosely, `map` (field -> the file's name for it) goes first; every column that has no meaning here is an attribute. */
export function matchCustomerColumns(header: readonly string[], map: Record<string, string> = {}, file?: string): CustomerColumns {
  const at = file === undefined ? {} : { file };
  const places = new Map<string, number>();
  const problems: Problem[] = [];
  const named = new Map<number, string>();
  for (const [field, column] of Object.entries(map)) {
    const place = header.findIndex((name) => loose(name) === loose(column));
    const wanted = known.get(loose(field)) ?? field;
    if (place < 0) problems.push(problem("map-column-unknown", { field, column, nearest: nearest(column, header.map(safeText)), others: listed(header) }, at));
    else named.set(place, wanted);
  }
  const chosen = new Set(named.values());
  header.forEach((name, place) => {
    const guessed = known.get(loose(name)) ?? name.trim();
    const field = named.get(place) ?? (chosen.has(guessed) ? name.trim() : guessed);
    const before = places.get(field);
    if (name.trim() === "") return;
    if (before === undefined) places.set(field, place);
    else problems.push(problem("column-twice", { column: field, first: shownAt(header, before), second: shownAt(header, place) }, { ...at, column: field }));
  });
  if (!places.has("customer_id")) takeCustomer(places);
  if (!places.has("customer_id")) problems.push(problem("customer-column-missing", { others: listed(header), nearest: likeliestColumn("customer_id", header.map(safeText)) }, at));
  return { places, problems, attributes: [...places.keys()].filter((name) => !(customerColumns as readonly string[]).includes(name)) };
}

/** The one column that is called as a customer is, as in a list of lines. */
function takeCustomer(places: Map<string, number>): void {
  const [name, second] = [...places.keys()].filter((each) => /^customer(?:no|nr|number|key|ref)?$/.test(loose(each)));
  if (name === undefined || second !== undefined) return;
  places.set("customer_id", places.get(name)!);
  places.delete(name);
}

const listed = (header: readonly string[]): string => header.slice(0, 30).map(safeText).join(", ");
const shownAt = (header: readonly string[], place: number): string => `'${safeText(header[place]!)}' (column ${place + 1})`;
