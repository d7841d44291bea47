/** Which tool is called in the place of a command. What changes a book has none: an assistant reads, and tells the command to whoever runs it. */
import { findReport } from "../catalogue/index.js";
import { spelledIn, type Spelling } from "../domain/command-words.js";

const called = (tool: string, words: Record<string, string>): string => (Object.keys(words).length === 0 ? tool : `${tool} ${JSON.stringify(words)}`);

const asTool: Spelling = ({ words, options }) => {
  const [verb = "", second = ""] = words;
  const { book: _, format: __, ...said } = Object.fromEntries(options);
  if (verb === "define") return called("define", second === "" ? {} : { term: second });
  if (verb === "explain") return called("explain", { report: second, ...said });
  const report = findReport(verb);
  if (report === undefined || words.length > 2) return undefined;
  return called(report.name, { ...(second === "" ? {} : { [report.name === "restatement" ? "period" : "customer"]: second }), ...said });
};

/** An answer with its problems in tools and parameters. */
export const inTools = <T>(answer: T): T => spelledIn(answer, asTool);
