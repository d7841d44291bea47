/** What a profile can fill: the columns of a line and its attributes, and what kind of text each takes. */
import { knownAttributes, lineColumns } from "../../domain/contract.js";
import { loose } from "../loose.js";

const dates = new Set(["signed_on", "start_date", "end_date", "discount_until", "live_on", "cancelled_on", "recorded_on", "superseded_on", "opt_out_on"]);
const numbers = new Set(["amount", "quantity", "amount_every", "discount_percent", "discount_amount", "renewal_term_months", "notice_days"]);
/** Words that landing knows a closed list of: what is not in it is refused there, with its own text. */
const codes = new Set(["kind", "amount_per", "billing", "auto_renew", "end_convention"]);

export const isDateField = (field: string): boolean => dates.has(field);
export const isNumberField = (field: string): boolean => numbers.has(field);

/** Whether landing itself refuses a text that the field can't have. */
export const isJudgedByLanding = (field: string): boolean => dates.has(field) || numbers.has(field) || codes.has(field);

/** Every name that a profile may use under `columns` beside `attribute:NAME`. */
export const allFields: string[] = [...lineColumns, ...knownAttributes];

const byLooseName = new Map(allFields.map((field) => [loose(field), field]));

/** The field that a key of `columns` means; attributes of one's own are written `attribute:NAME`. */
export function fieldNamed(name: string): string | undefined {
  if (/^attribute:\s*\S/.test(name)) return attributeField(name.slice("attribute:".length).trim());
  return byLooseName.get(loose(name));
}

/** The field of an attribute: its own name where the product knows it, else `attribute:NAME`. */
export function attributeField(name: string): string {
  const known = knownAttributes.find((attribute) => loose(attribute) === loose(name));
  return known ?? `attribute:${name}`;
}

/** The line's column that a header spells, if any. */
export const lineColumnNamed = (header: string): string | undefined => lineColumns.find((column) => loose(column) === loose(header));

/** As column matching writes it: a column of a line by its name, an attribute as `attribute:NAME`. */
export function matchedName(field: string): string {
  return field.startsWith("attribute:") || (lineColumns as readonly string[]).includes(field) ? field : `attribute:${field}`;
}
