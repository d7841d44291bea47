/** What each column of a table of inputs, or of things said about customers, holds: known by its name. */
import { findMeasure } from "../domain/measures.js";
import type { CalendarKnobs } from "../domain/period.js";
import { nearest, problem, type Problem } from "../domain/problem.js";
import { topics, type Topic } from "../domain/statements.js";
import { inputPeriod } from "./input-period.js";
import { loose } from "./loose.js";
import { safeText } from "./safe-text.js";

/** A value: of the measure or the period that its header names, where it names one. */
export type InputRole = { role: "field"; field: string } | { role: "group"; column: string } | { role: "value"; measure?: string; period?: string };

export interface InputColumns {
  /** What a row of it is: inputs, or a topic of what is said. */
  of: "inputs" | Topic["name"];
  /** One a column. */
  roles: InputRole[];
}

const inputFields: Record<string, readonly string[]> = {
  period: ["period", "month", "quarter", "year", "fiscalperiod", "date"],
  measure: ["measure", "metric", "kpi", "input", "name"],
  value: ["value", "amount"],
  currency: ["currency", "currencycode"],
  group: ["group"],
  note: ["note", "notes", "comment"],
  by: ["by", "author", "saidby"],
  recorded_on: ["recordedon", "knownsince"],
};

const topicFields: Record<string, readonly string[]> = {
  date: ["date", "day", "on"],
  customer_id: ["customerid", "customer", "accountid", "account"],
  product: ["product"],
  kind: ["kind", "type"],
  amount: ["amount", "arr", "value", "expected"],
  currency: ["currency", "currencycode"],
  owner: ["owner", "csm"],
  note: ["note", "notes", "comment", "reason"],
  title: ["title", "event", "what"],
  text: ["text", "note", "notes"],
  due: ["due", "duedate", "dueon", "renewaldate", "renewal"],
  outcome: ["outcome", "forecast"],
  probability: ["probability", "likelihood", "chance"],
  by: ["by", "author", "saidby"],
  recorded_on: ["recordedon", "knownsince"],
};

const always = ["by", "recorded_on"];

/**
 * The table that a header is of: inputs as rows of (period, measure, value), as a table of periods or of measures across; else a topic all of whose
 * needed fields it has. `map`: field -> the file's own name. `groups`: columns of the book by which inputs may be told apart.
 */
export function matchInputColumns(header: readonly string[], map: Record<string, string>, groups: readonly string[], calendar: CalendarKnobs): InputColumns | Problem[] {
  const unknown = Object.entries(map).filter(([, column]) => !header.some((name) => loose(name) === loose(column)));
  if (unknown.length > 0) return unknown.map(([field, column]) => problem("map-column-unknown", { field, column, nearest: nearest(column, header.map(safeText)), others: header.map(safeText).join(", ") }));
  const named = new Map(Object.entries(map).map(([field, column]) => [loose(column), field]));
  const roles = header.map((name) => inputRole(name, named.get(loose(name)), groups, calendar));
  if (isOfInputs(roles)) return complete("inputs", header, roles, groups);
  const holds = (field: string) => header.some((name) => isField(topicFields, field, name, named));
  const fitting = topics.filter(({ fields }) => fields.every((field) => field.isRequired === undefined || holds(field.name)));
  // a word on a renewal may have a note, and is none
  const [topic] = fitting.sort((a, b) => b.fields.filter(({ name }) => holds(name)).length - a.fields.filter(({ name }) => holds(name)).length);
  if (topic === undefined) return [problem("inputs-columns", { columns: header.map(safeText) })];
  const own = [...topic.fields.map(({ name }) => name), ...always];
  const taken = new Set<string>();
  const said = header.map((name): InputRole | undefined => {
    const field = own.find((one) => !taken.has(one) && isField(topicFields, one, name, named));
    if (field !== undefined) taken.add(field);
    return field === undefined ? undefined : { role: "field", field };
  });
  return complete(topic.name, header, said, own);
}

const isField = (fields: Record<string, readonly string[]>, field: string, name: string, named: ReadonlyMap<string, string>): boolean =>
  named.has(loose(name)) ? named.get(loose(name)) === field : [loose(field), ...(fields[field] ?? [])].includes(loose(name));

function inputRole(name: string, told: string | undefined, groups: readonly string[], calendar: CalendarKnobs): InputRole | undefined {
  if (told !== undefined) return told in inputFields ? fieldRole(told) : groups.includes(told) ? { role: "group", column: told } : measureRole(told);
  const field = Object.keys(inputFields).find((one) => inputFields[one]!.includes(loose(name)));
  if (field !== undefined) return fieldRole(field);
  const group = groups.find((one) => loose(one) === loose(name));
  if (group !== undefined) return { role: "group", column: group };
  const period = inputPeriod(name, calendar);
  return period === undefined ? measureRole(name) : { role: "value", period: name.trim() };
}

const fieldRole = (field: string): InputRole => (field === "value" ? { role: "value" } : { role: "field", field });

function measureRole(name: string): InputRole | undefined {
  const measure = findMeasure(name);
  return measure === undefined ? undefined : { role: "value", measure: measure.name };
}

/** A value, and for each its measure and its period: in its row or in its header. */
function isOfInputs(roles: readonly (InputRole | undefined)[]): boolean {
  const has = (field: string) => roles.some((role) => role?.role === "field" && role.field === field);
  const values = roles.flatMap((role) => (role?.role === "value" ? [role] : []));
  const told = values.filter((value) => (value.measure !== undefined || has("measure")) && (value.period !== undefined || has("period")));
  return told.length > 0 && told.length === values.length;
}

function complete(of: InputColumns["of"], header: readonly string[], roles: readonly (InputRole | undefined)[], known: readonly string[]): InputColumns | Problem[] {
  const strange = header.filter((name, at) => roles[at] === undefined && name.trim() !== "");
  if (strange.length > 0) return strange.map((column) => problem("inputs-column-unknown", { column: safeText(column), of, known: [...known], nearest: nearest(column, known) }, { column: safeText(column) }));
  const keys = roles.map((role) => (role?.role === "field" || role?.role === "group" ? JSON.stringify(role) : ""));
  const twice = keys.findIndex((key, at) => key !== "" && keys.indexOf(key) < at);
  if (twice >= 0) return [problem("column-twice", { column: safeText(header[twice]!), first: safeText(header[keys.indexOf(keys[twice]!)]!), second: safeText(header[twice]!) }, { column: safeText(header[twice]!) })];
  return { of, roles: roles.map((role) => role ?? { role: "field", field: "" }) };
}
