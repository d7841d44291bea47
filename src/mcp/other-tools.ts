/** Tools beside the reports: one figure taken apart, words of the field, and customers by what is remembered of them. */
import { definitions, definitionText, findDefinition } from "../catalogue/definitions/index.js";
import { explainedColumns, explainedReports, explainParams } from "../catalogue/explanation.js";
import { label, money, type Param } from "../catalogue/define.js";
import { nearest, problem, ProblemError, refuse } from "../domain/problem.js";
import type { CustomerSearch } from "../engine/customer-search.js";
import type { ExplainParams } from "../engine/explain.js";
import { explanationSheet } from "../export/explanation-sheet.js";
import { markdownOf } from "../export/markdown.js";
import { problemLines } from "./answer-text.js";
import { takesOf } from "./brief.js";
import { checkNames, wordsOf, type Tool } from "./tool.js";

export const otherTools = (): Tool[] => [explain, define, searchCustomers];

const explainWords: readonly Param[] = [
  { name: "report", type: "choice", required: true, choices: explainedReports.map(({ name }) => name), sentence: `The report whose figure it is, and its columns: ${explainedReports.map((report) => `${report.name} (${explainedColumns(report).map(({ name }) => name).join(", ")})`).join("; ")}.` },
  ...explainParams.map((param) => (param.name === "top" ? { ...param, most: 100 } : param)),
];

const explain: Tool = {
  name: "explain",
  title: "Explain a figure",
  description:
    "Take one figure of a report apart: its movements or customers, their contract lines with the arithmetic, the policy knobs, rates and decisions that acted, and the row of the file that each line is. Every level sums to the one above. Use it whenever somebody asks why a figure is what it is. " +
    'Example: {"report": "waterfall", "cell": "expansion", "period": "2026-03", "by": ["segment=enterprise"]}.',
  takes: takesOf("explain", explainWords),
  answer: async (said, ask) => {
    const words = wordsOf("explain", explainWords, said);
    checkNames("explain", explainWords, words);
    const { report = "", cell = "", top, by, where, ...rest } = words;
    if (report === "") refuse("param-missing", { report: "explain", param: "report", example: '{"report": "snapshot", "cell": "arr"}' });
    if (top !== undefined && Number(String(top)) > 100) refuse("param-value", { param: "top", value: String(top).slice(0, 100), expected: "a whole number from 1 to 100" });
    const asked = { ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)])), cell: String(cell), ...(top === undefined ? {} : { top: String(top) }), ...listed("by", by), ...listed("where", where) };
    const explanation = await ask((book) => book.explain(String(report), asked as ExplainParams));
    return { text: [[...markdownOf(explanationSheet(explanation))].join("").trim(), ...problemLines(explanation.problems)].join("\n\n"), structured: { ...explanation } };
  },
};

const listed = (name: string, value: unknown): Record<string, string[]> => (value === undefined ? {} : { [name]: [value].flat().map(String) });

const defineWords: readonly Param[] = [{ name: "term", type: "text", required: true, sentence: "A word, column, report, knob or kind of movement, such as nrr, quick ratio or reactivation." }];

const define: Tool = {
  name: "define",
  title: "What a word means",
  description: 'What a word of the field means in this book, its formula, where it comes from, and the policy knobs that change it. Use it before you explain a metric in words of your own. Example: {"term": "nrr"}.',
  takes: takesOf("define", defineWords),
  answer: async (said) => {
    const words = wordsOf("define", defineWords, said);
    checkNames("define", defineWords, words);
    const term = String(words["term"] ?? "").trim();
    if (term === "") refuse("param-missing", { report: "define", param: "term", example: '{"term": "nrr"}' });
    const definition = findDefinition(term);
    if (definition === undefined) return refuse("term-unknown", { term: term.slice(0, 100), nearest: nearest(term.slice(0, 100), definitions.flatMap((one) => [one.term, one.title, ...one.aliases])) });
    return { text: definitionText(definition), structured: { ...definition } };
  },
};

const searchWords: readonly Param[] = [
  { name: "text", type: "text", required: true, sentence: "A part of the customer's name or id; case and accents don't count." },
  { name: "limit", type: "whole", most: 100, default: 20, sentence: "Customers that are listed." },
];

const searchCustomers: Tool = {
  name: "search_customers",
  title: "Find customers",
  description:
    'Customers whose name or id holds a text, also those that left, with today\'s ARR and attributes such as segment, region or csm; the largest first. Use it to get the id that customer, movements and lines want as `customer`. Example: {"text": "acme"}. To list all customers use customers.',
  takes: takesOf("search_customers", searchWords),
  answer: async (said, ask) => {
    const words = wordsOf("search_customers", searchWords, said);
    checkNames("search_customers", searchWords, words);
    const text = String(words["text"] ?? "").trim();
    if (text === "") refuse("param-missing", { report: "search_customers", param: "text", example: '{"text": "acme"}' });
    const most = String(words["limit"] ?? 20);
    if (!/^[1-9]\d{0,2}$/.test(most) || Number(most) > 100) throw new ProblemError([problem("param-value", { param: "limit", value: most.slice(0, 100), expected: "a whole number from 1 to 100" })]);
    const found = await ask((book) => book.searchCustomers(text, { limit: Number(most) }));
    return { text: searchText(text, found), structured: { ...found } };
  },
};

function searchText(text: string, { on, currency, found, customers }: CustomerSearch): string {
  if (found === 0) return `No customer's name or id holds ${JSON.stringify(text)}. Try a shorter part of it.`;
  const names = [...new Set(customers.flatMap(({ attributes }) => Object.keys(attributes)))];
  const columns = [label("customer", "Customer"), label("name", "Name"), label("parent", "Parent"), money("arr", "stock", "ARR"), ...names.map((name) => label(`of ${name}`, name))];
  const rows = customers.map(({ attributes, ...customer }) => ({ ...customer, ...Object.fromEntries(names.map((name) => [`of ${name}`, attributes[name] ?? ""])) }));
  const notes = [customers.length < found ? `${customers.length} of ${found}; a longer part of the name finds fewer.` : `${found} in all.`, 'A customer\'s history: customer {"customer": "' + customers[0]!.customer + '"}'];
  return [...markdownOf({ title: `Customers with ${JSON.stringify(text)} in their name or id`, scope: [`at the close of ${on}`], currency, columns, rows, shape: "plain", notes })].join("").trim();
}
