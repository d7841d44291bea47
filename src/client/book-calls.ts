/** What a served book is asked and told besides reports: imports, inputs, decisions, closes, the policy, statements and jobs. */
import { AccountCalls } from "./account-calls.js";
import type { Asking, Changing, Query, Told } from "./transport.js";

/** A page of a list; the answer's next_cursor is where the next one starts. */
export interface Page {
  limit?: number;
  cursor?: string;
}

/** How a change of lines is taken back. */
export interface Undoing {
  note?: string;
  /** Work out everything, and keep nothing. */
  dry_run?: boolean;
  /** Keep it also where it restates closed periods. */
  accept_restatement?: boolean;
}

/** What is said beside the lines. */
export type Topic = "events" | "saves" | "notes" | "renewals";

export class BookCalls extends AccountCalls {
  /** What a word means; without one, every word that is defined. */
  define(term?: string, asking: Asking = {}): Promise<Told> {
    return this.get(term === undefined ? "define" : `define/${encodeURIComponent(term)}`, {}, asking);
  }

  /** A calculation from numbers alone, such as calc("growth", { entry: 100, exit: 120 }); without a name, which there are. */
  calc(name?: string, inputs: Query = {}, asking: Asking = {}): Promise<Told> {
    return this.get(name === undefined ? "calc" : `calc/${encodeURIComponent(name)}`, inputs, asking);
  }

  questions(status: "open" | "decided" | "all" = "open", asking: Asking = {}): Promise<Told> {
    return this.get("questions", { status }, asking);
  }

  answer(decision: { question: string; choice: string; until?: string; note?: string; by?: string; accept_restatement?: boolean }, changing: Changing = {}): Promise<Told> {
    return this.send("POST", "answers", {}, decision, changing);
  }

  /** Takes the answer to a question back, such as "Q7". */
  withdrawAnswer(id: string, words: Pick<Undoing, "accept_restatement"> = {}, changing: Changing = {}): Promise<Told> {
    return this.send("DELETE", `answers/${encodeURIComponent(id)}`, { ...words }, undefined, changing);
  }

  /** Adds so much ARR a year to a customer from a day on, for what no line says. */
  adjust(adjustment: { customer: string; amount: string | number; from: string; until?: string; reason: string; by?: string; accept_restatement?: boolean }, changing: Changing = {}): Promise<Told> {
    return this.send("POST", "adjustments", {}, adjustment, changing);
  }

  /** Takes an adjustment back, such as "D3". */
  withdrawAdjustment(id: string, words: Pick<Undoing, "accept_restatement"> = {}, changing: Changing = {}): Promise<Told> {
    return this.send("DELETE", `adjustments/${encodeURIComponent(id)}`, { ...words }, undefined, changing);
  }

  closes(asking: Asking = {}): Promise<Told> {
    return this.get("closes", {}, asking);
  }

  closePeriod(close: { period: string; note?: string; by?: readonly (readonly string[])[]; again?: boolean }, changing: Changing = {}): Promise<Told> {
    return this.send("POST", "closes", {}, close, changing);
  }

  /** A report as a period was closed with it; default: the waterfall. */
  closedReport(period: string, words: { report?: string; by?: readonly string[] } = {}, asking: Asking = {}): Promise<Told> {
    return this.get(`closes/${encodeURIComponent(period)}`, { ...words }, asking);
  }

  /** Works a close out again, and compares every cell. */
  verifyClose(period: string, asking: Asking = {}): Promise<Told> {
    return this.get(`closes/${encodeURIComponent(period)}/verify`, {}, asking);
  }

  /** The definition in force; with `effects`, what each other value of a knob would make of ARR. */
  policy(words: { effects?: boolean } = {}, asking: Asking = {}): Promise<Told> {
    return this.get("policy", { ...words }, asking);
  }

  /** Definitions that the book had. */
  policies(asking: Asking = {}): Promise<Told> {
    return this.get("policy/history", {}, asking);
  }

  /** Definitions that ship. */
  presets(asking: Asking = {}): Promise<Told> {
    return this.get("policy/presets", {}, asking);
  }

  setPolicy(policy: { policy?: string | number | Told; set?: Told; accept_restatement?: boolean }, words: { dry_run?: boolean } = {}, changing: Changing = {}): Promise<Told> {
    return this.send("POST", "policy", words, policy, changing);
  }

  /** What was done to the lines, in order. */
  imports(page: Page = {}, asking: Asking = {}): Promise<Told> {
    return this.get("imports", { ...page }, asking);
  }

  /** The lines that an import brought and ended. */
  importChange(id: number | string, page: Page = {}, asking: Asking = {}): Promise<Told> {
    return this.get(`imports/${encodeURIComponent(id)}`, { ...page }, asking);
  }

  /** Takes in a file of lines, or of customers; `words` are the options of `annua import`, such as { profile: "stripe", dry_run: true }. */
  importFile(file: Blob, name: string, words: Query = {}, changing: Changing = {}): Promise<Told> {
    return this.send("POST", "imports", words, formOf(file, name), changing);
  }

  undoImport(id: number | string, words: Undoing = {}, changing: Changing = {}): Promise<Told> {
    return this.send("DELETE", `imports/${encodeURIComponent(id)}`, { ...words }, undefined, changing);
  }

  /** Targets, spend, usage and whatever else was told beside the lines, and the measures that there are. */
  inputs(asking: Asking = {}): Promise<Told> {
    return this.get("inputs", {}, asking);
  }

  /** Tells inputs: rows such as { period: "2026-03", measure: "new_arr_target", value: "120000" }. */
  tellInputs(rows: readonly Record<string, string | number | null>[], words: { dry_run?: boolean } = {}, changing: Changing = {}): Promise<Told> {
    return this.send("POST", "inputs", {}, { rows, ...words }, changing);
  }

  /** The same from a file; `words` are the options of `annua inputs import`. */
  importInputs(file: Blob, name: string, words: Query = {}, changing: Changing = {}): Promise<Told> {
    return this.send("POST", "inputs", words, formOf(file, name), changing);
  }

  /** What was said beside the lines, and holds. */
  said(topic: Topic, asking: Asking = {}): Promise<Told> {
    return this.get(topic, {}, asking);
  }

  /** Says something beside the lines: an event, a save, a note or what is known of a renewal. */
  say(topic: Topic, statement: Told, changing: Changing & { dry_run?: boolean } = {}): Promise<Told> {
    return this.send("POST", topic, { dry_run: changing.dry_run }, statement, changing);
  }

  /** Takes back one thing that was said, or an input, by its number; it stays known for what it was. */
  unsay(topic: Topic | "inputs", id: number | string, words: Pick<Undoing, "note" | "dry_run"> = {}, changing: Changing = {}): Promise<Told> {
    return this.send("DELETE", `${topic}/${encodeURIComponent(id)}`, { ...words }, undefined, changing);
  }

  /** Jobs of one's own. */
  jobs(asking: Asking = {}): Promise<Told> {
    return this.get("jobs", {}, asking);
  }

  job(id: string, asking: Asking = {}): Promise<Told> {
    return this.get(`jobs/${encodeURIComponent(id)}`, {}, asking);
  }

  /** The book is then as before the job. */
  cancel(id: string, asking: Asking = {}): Promise<Told> {
    return this.send("DELETE", `jobs/${encodeURIComponent(id)}`, {}, undefined, asking);
  }

  /** The document of the API, OpenAPI 3.1. */
  async openapi(asking: Asking = {}): Promise<Told> {
    return (await (await this.answered("GET", "/openapi.json", {}, undefined, asking)).json()) as Told;
  }

  /** Whether the server is up (healthz), and whether the book answers (readyz); throws where not. */
  async health(of: "healthz" | "readyz" = "readyz", asking: Asking = {}): Promise<Told> {
    return (await (await this.answered("GET", `/${of}`, {}, undefined, asking)).json()) as Told;
  }

  /** How the server fares, in the text format of Prometheus. */
  async metrics(asking: Asking = {}): Promise<string> {
    return (await this.answered("GET", "/metrics", {}, undefined, asking)).text();
  }
}

function formOf(file: Blob, name: string): FormData {
  const form = new FormData();
  form.append("file", file, name);
  return form;
}
