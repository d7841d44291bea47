/** A name without what people spell differently: `Customer ID`, `customerId` and ` CUSTOMER-ID ` are one. */
export const loose = (name: string): string => name.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** The words of a name: `TermStartDate`, `term start-date` and `term_start_date` have the same three. */
export function wordsOf(name: string): string[] {
  const apart = name.normalize("NFKC").replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2");
  return apart.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
