/** Tables with months down whose columns are named in two rows: a customer, and beside it what is sold or which part of the customer it is. */
import { attributeField } from "../profile/fields.js";
import { wordsOf } from "../loose.js";

const CUSTOMER = /^(?:customers?|accounts?|clients?|company|kunde|kunden|firma)$/;
const PRODUCT = /^(?:products?|plans?|items?|sku|modules?|services?|addons?|produkte?|tarif)$/;
const MONTH = /^(?:months?|dates?|periods?|monat|monate)$/;

/** Fields of the two rows, from the corner over the months; undefined where the columns have one name each. A row that nothing names holds the customers above, or products below. */
export function fieldsOfHeaderRows(corner: string, columns: readonly string[]): [string, string] | undefined {
  if (!columns.every((name) => name.includes("|"))) return undefined;
  const [top = "", bottom = ""] = corner.split("|").map((part) => part.trim());
  const below = fieldOf(bottom);
  const above = fieldOf(top) ?? (below === "customer_id" ? "product" : "customer_id");
  if (above === "customer_id") return [above, below === undefined || below === "customer_id" ? "product" : below];
  return [above, "customer_id"];
}

function fieldOf(name: string): string | undefined {
  const words = wordsOf(name);
  if (words.length === 0 || words.every((word) => MONTH.test(word))) return undefined;
  if (words.some((word) => CUSTOMER.test(word))) return "customer_id";
  return words.some((word) => PRODUCT.test(word)) ? "product" : attributeField(name);
}
