/** What can be asked of a book by name, and what of it changes the book: for those who reach it through another program. */
import type { Book } from "./book.js";

type Method = { [Name in keyof Book]: Book[Name] extends (...args: never[]) => Promise<unknown> ? Name : never }[keyof Book];

/** Methods that only the program which holds the book calls itself. */
export type BookMethod = Exclude<Method, "close" | "anotherConnection" | "under" | "asRequest">;

export const bookMethods: Readonly<Record<BookMethod, "asks" | "changes">> = {
  run: "asks", explain: "asks", warnings: "asks", looks: "asks", questions: "asks", inputs: "asks", said: "asks", closes: "asks", closed: "asks", closedAnswer: "asks", verifyClose: "asks", verifyAnswer: "asks", range: "asks",
  knobEffects: "asks", contents: "asks", searchCustomers: "asks", sql: "asks", imports: "asks", importChange: "asks", bridge: "asks", recordedSpans: "asks", recordedEntries: "asks", policies: "asks", provenance: "asks",
  import: "changes", importCustomers: "changes", importInputs: "changes", answer: "changes", adjust: "changes", withdraw: "changes", say: "changes", unsay: "changes", closePeriod: "changes", retract: "changes",
  undoImport: "changes", setPolicy: "changes",
};

export const isBookMethod = (name: string): name is BookMethod => Object.hasOwn(bookMethods, name);
