/** What a report takes and what it answers, as JSON Schema (2020-12): for whoever reads a description instead of this catalogue. */
import type { Column, Param, ParamType, Report } from "./define.js";

export interface JsonSchema {
  type?: string | string[];
  title?: string;
  description?: string;
  enum?: readonly unknown[];
  const?: unknown;
  default?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  patternProperties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  $ref?: string;
  /** Whether a figure is a balance (stock), a movement (flow) or neither: balances are not added up over time. */
  "x-kind"?: string;
}

/** Types whose values are lists, said with commas between them. */
export const listTypes: readonly ParamType[] = ["list", "numbers", "bands"];

const shapes: Record<ParamType, JsonSchema> = {
  period: { type: "string" },
  date: { type: "string" },
  choice: { type: "string" },
  text: { type: "string" },
  column: { type: "string" },
  list: { type: "array", items: { type: "string" } },
  condition: { type: "array", items: { type: "string" } },
  numbers: { type: "array", items: { type: "string", pattern: "^-?\\d{1,9}(\\.\\d{1,6})?$" } },
  bands: { type: "array", items: { type: "string" } },
  whole: { type: "integer", minimum: 1 },
  months: { type: "string", pattern: "^(\\d{1,4}|none)$" },
  switch: { type: "boolean" },
  currency: { type: "string", pattern: "^[A-Za-z]{3}$" },
  amount: { type: "string", pattern: "^\\d{1,18}(\\.\\d{1,9})?$" },
  rate: { type: "string", pattern: "^[+-]?\\d{1,3}(\\.\\d{1,6})?%?$" },
  scenario: { type: "string" },
};

/** What may be said for a parameter. */
export function paramSchema(param: Param): JsonSchema {
  const { type, choices, most, default: usual, sentence } = param;
  const shape = { ...shapes[type], description: sentence };
  if (choices !== undefined && shape.items !== undefined) shape.items = { ...shape.items, enum: choices };
  else if (choices !== undefined) shape.enum = choices;
  if (most !== undefined) shape.maximum = most;
  if (usual !== undefined) shape.default = shape.items === undefined ? usual : String(usual).split(",");
  return shape;
}

/** All that a report takes, as one object. */
export function paramsSchema({ params }: Pick<Report, "params">): JsonSchema {
  const required = params.filter((param) => param.required === true && param.default === undefined).map(({ name }) => name);
  return { type: "object", properties: Object.fromEntries(params.map((param) => [param.name, paramSchema(param)])), ...(required.length === 0 ? {} : { required }), additionalProperties: false };
}

const cells: Record<Column["type"], JsonSchema> = {
  money: { type: ["string", "null"], pattern: "^-?\\d+(\\.\\d+)?$" },
  ratio: { type: ["string", "null"], pattern: "^-?\\d+\\.\\d{6}$" },
  figure: { type: ["string", "null"], pattern: "^-?\\d+(\\.\\d+)?$" },
  count: { type: ["integer", "null"] },
  date: { type: ["string", "null"], format: "date" },
  text: { type: ["string", "boolean", "null"] },
};

const written: Partial<Record<Column["type"], string>> = {
  money: "exact decimal text in the currency of the answer, with its minor units; null where it is undefined",
  ratio: "a ratio with six decimals; null where it is undefined",
  figure: "exact decimal text in the row's unit; null where it is undefined",
};

/** A cell of a column. */
export function cellSchema({ type, kind, title }: Column): JsonSchema {
  const said = written[type];
  return { ...cells[type], title, ...(said === undefined ? {} : { description: `${title}: ${said}.` }), ...(kind === "label" ? {} : { "x-kind": kind }) };
}

/** Columns that every answer has, whatever was asked. */
const isAlways = ({ when, unless, only, parts }: Column): boolean => when === undefined && unless === undefined && only === undefined && parts === undefined;

const takes = ({ params }: Pick<Report, "params">, name: string): boolean => params.some((param) => param.name === name);

/** Cells of columns by name: a name that several lists or details of a report use has what each of them puts there. */
function cellsOf(columns: readonly Column[]): Record<string, JsonSchema> {
  const cellOf = (name: string): JsonSchema => {
    const same = columns.filter((column) => column.name === name).map((column) => cellSchema(column));
    return same.length === 1 ? same[0]! : { anyOf: same };
  };
  return Object.fromEntries(columns.map(({ name }) => [name, cellOf(name)]));
}

/** A row of a report. Groups stand in columns of their names; beside figures others may stand. */
export function rowSchema(report: Report): JsonSchema {
  const { columns, asks, isFollowed } = report;
  const isGrouped = takes(report, "by");
  const ofPeriod = asks === "periods" && isFollowed !== true;
  return {
    type: "object",
    properties: { ...(ofPeriod ? { period: { type: "string", title: "Period" } } : {}), ...cellsOf(columns) },
    required: [...(ofPeriod ? ["period"] : []), ...columns.filter((column) => isAlways(column)).map(({ name }) => name)],
    ...(takes(report, "vs") ? { patternProperties: { "^(vs|diff)_": { type: ["string", "integer", "null"], description: "What `vs` names, and the difference." } } } : {}),
    additionalProperties: isGrouped ? { type: "string", description: "The group of the row, in a column that `by` names." } : false,
  };
}
