/** A book as a server of the Model Context Protocol: its reports are tools, its definitions a resource. Nothing is ever written. */
import { ProtocolError, ProtocolErrorCode, Server, type CallToolResult, type ServerContext } from "@modelcontextprotocol/server";
import { definitionsPage } from "../catalogue/definitions/page.js";
import { nearest, problem, ProblemError, type Problem } from "../domain/problem.js";
import { version } from "../domain/version.js";
import type { Progress } from "../engine/derive.js";
import { problemLines } from "./answer-text.js";
import type { AskedBook } from "./asked-book.js";
import { otherTools } from "./other-tools.js";
import { reportTools } from "./report-tools.js";
import type { Tool } from "./tool.js";
import { inTools } from "./tool-words.js";

const instructions = [
  "Annua is the system of record for annual recurring revenue (ARR). Every figure is exact and comes from contract lines; repeat figures as they are given and don't add them up yourself: ask for the total.",
  "Begin with snapshot (ARR on a day) or waterfall (how it moved). Periods are 2026-03, 2026-Q1, 2026 or a day; `by` makes a row for each value of columns (product, currency, customer, parent, source, any attribute of the lines such as segment; tier, cohort, tenure, commitment, remaining_term), `where` keeps values of them. limit and cursor page through rows; from and to are inclusive; currency tells figures in another currency, known_on what had been recorded by the end of a day.",
  "Money and ratios are exact decimal text, 1 being 100 %; a column's kind says whether it is a balance (stock), a movement (flow) or neither. next in an answer is a call that takes one of its figures apart, total the same without groups.",
  "explain takes one figure apart down to contract lines; define says what a word means here; search_customers finds ids. Mention what an answer's problems say where they matter.",
].join(" ");

const definitionsUri = "annua://definitions";

/** @param fault told of what is a fault of ours */
export function makeServer(book: AskedBook, fault: (error: unknown, request: string) => void): Server {
  const tools = new Map([...reportTools(), ...otherTools()].map((tool) => [tool.name, tool]));
  const server = new Server({ name: "annua", title: "Annua", version }, { capabilities: { tools: {}, resources: {}, prompts: {} }, instructions });
  server.setRequestHandler("tools/list", () => ({ tools: [...tools.values()].map(listed) }));
  server.setRequestHandler("tools/call", async ({ params: { name, arguments: said = {} } }, context) => {
    try {
      const tool = tools.get(name) ?? unknownTool(name, [...tools.keys()]);
      const { text, structured } = await tool.answer(said, (work) => book.ask(work, { signal: context.mcpReq.signal, progress: progressOf(context) }));
      return { content: [{ type: "text", text }], structuredContent: inTools(structured) };
    } catch (error) {
      if (error instanceof ProblemError) return refused(error.problems);
      if (!context.mcpReq.signal.aborted) fault(error, String(context.mcpReq.id));
      return refused([problem("server-fault", { request_id: String(context.mcpReq.id) })]);
    }
  });
  addDefinitions(server);
  addPrompt(server);
  return server;
}

const listed = ({ name, title, description, takes }: Tool) => ({
  name, title, description, inputSchema: { ...takes, type: "object" as const } as never, annotations: { readOnlyHint: true },
});

function unknownTool(name: string, known: string[]): never {
  throw new ProblemError([problem("report-unknown", { report: name.slice(0, 100), known, nearest: nearest(name.slice(0, 100), known) })]);
}

const refused = (problems: readonly Problem[]): CallToolResult => ({
  isError: true,
  content: [{ type: "text", text: problemLines(problems).join("\n") }],
  structuredContent: { ok: false, problems: inTools(problems) },
});

/** Milliseconds between two words on how far it is. */
const pause = 200;

/** Tells a client that wants to know how far it is: its number only rises, a whole one for each phase. */
function progressOf({ mcpReq }: ServerContext): Progress | undefined {
  const token = mcpReq._meta?.progressToken;
  if (token === undefined) return undefined;
  let [phases, last, told, said] = ["", 0, 0, 0] as [string, number, number, number];
  return (phase, done, total) => {
    if (phase !== phases) [phases, last] = [phase, last + 1];
    const now = Date.now();
    const progress = last + Math.min(done / Math.max(total, 1), 0.999);
    if (progress <= told || now - said < pause) return;
    [told, said] = [progress, now];
    void mcpReq.notify({ method: "notifications/progress", params: { progressToken: token, progress, message: `${phase}: ${done} of ${total}` } }).catch(() => undefined);
  };
}

function addDefinitions(server: Server): void {
  const definitions = { uri: definitionsUri, name: "definitions", title: "Definitions", description: "What every word means, with formulas and the knobs that change it.", mimeType: "text/markdown" };
  server.setRequestHandler("resources/list", () => ({ resources: [definitions] }));
  server.setRequestHandler("resources/templates/list", () => ({ resourceTemplates: [] }));
  server.setRequestHandler("resources/read", ({ params: { uri } }) => {
    if (uri !== definitionsUri) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `There is no resource ${uri}; there is ${definitionsUri}.`);
    return { contents: [{ uri, mimeType: definitions.mimeType, text: definitionsPage() }] };
  });
}

function addPrompt(server: Server): void {
  const prompt = { name: "explain_month", title: "Explain a month's ARR", description: "How ARR moved in a month, who moved it, and what to know of the figures.", arguments: [{ name: "month", description: "Such as 2026-03; default: the last whole month.", required: false }] };
  server.setRequestHandler("prompts/list", () => ({ prompts: [prompt] }));
  server.setRequestHandler("prompts/get", ({ params: { name, arguments: said } }) => {
    if (name !== prompt.name) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `There is no prompt ${name}; there is ${prompt.name}.`);
    const month = said?.["month"] ?? "the last whole month";
    const text = `Explain how our ARR moved in ${month}. Ask waterfall for it, then movements for the largest of each kind that matters, and explain for the figure that is least expected. Say opening and closing ARR, what moved it and who, in figures as they are given, and mention the problems that the answers name.`;
    return { description: prompt.description, messages: [{ role: "user" as const, content: { type: "text" as const, text } }] };
  });
}
