/** What can be wrong with things that people say beside the lines: events, saves, notes, renewals, inputs. */
import { text } from "./text.js";

export const statementProblems = {
  "statement-missing": text<{ noun: string; field: string; example: string }>({
    severity: "error",
    message: (p) => `There is no ${p.field}, which ${p.noun} needs; nothing was kept of it.`,
    remedy: (p) => `For example: ${p.example}`,
  }),
  "statement-value": text<{ noun: string; field: string; value: string; expected: string; nearest?: string | undefined }>({
    severity: "error",
    message: (p) => `"${p.value}" can't be the ${p.field} of ${p.noun}; nothing was kept of it.`,
    remedy: (p) => `Expected ${p.expected}.${p.nearest === undefined ? "" : ` Did you mean ${p.nearest}?`}`,
  }),
  "statement-customer": text<{ customer: string; nearest: string | undefined }>({
    severity: "error",
    message: (p) => `No line belongs to a customer ${p.customer}, so nothing was kept of what is said of it.`,
    remedy: (p) => (p.nearest === undefined ? "`annua customers` lists them; ids are compared as written." : `Did you mean ${p.nearest}?`),
  }),
  "statement-product": text<{ product: string; nearest: string | undefined }>({
    severity: "error",
    message: (p) => `No line is of a product ${p.product}, so nothing was kept of what is said of its renewal.`,
    remedy: (p) => (p.nearest === undefined ? "`annua products` lists them; names are compared as written." : `Did you mean ${p.nearest}?`),
  }),
  "statement-not-found": text<{ title: string; id: string; known: string[]; command: string }>({
    severity: "error",
    message: (p) => `There is no ${p.id} among ${p.title}; nothing was removed.`,
    remedy: (p) => (p.known.length === 0 ? `There are none; \`${p.command}\` would list them.` : `\`${p.command}\` lists them, such as ${p.known.join(", ")}.`),
  }),
  "statement-before-lines": text<Record<string, never>>({
    severity: "error",
    message: () => "The book holds no lines yet, so nothing is there to say more of.",
    remedy: () => "Import a contract list first: `annua import contracts.csv`.",
  }),
};
