/** Rows of the engine as the nodes of an explanation: amounts become exact text, knobs and rates the words of the policy. */
import { instantOf } from "../domain/instant.js";
import type { ExplainedBeside, ExplainedKnob, ExplainedLine, ExplainedPart, ExplainedRate, ExplainedRest, ExplainedSource, Figure } from "../catalogue/explanation.js";
import { ratesOf } from "../domain/fx.js";
import { knobValue } from "../domain/knob-value.js";
import { decimalText, minorPlaces } from "../domain/money.js";
import type { KnobName, Policy } from "../domain/policy.js";
import type { Row } from "./database.js";

const text = (value: Row[string] | undefined): string => String(value ?? "");
const textOrNull = (value: Row[string] | undefined): string | null => (value === null || value === undefined ? null : String(value));

/** The day since which a rate holds that holds ever since. */
const sinceEver = "0001-01-01";

export class ExplanationRows {
  private readonly places: number;

  constructor(private readonly policy: Policy, private readonly isMoney: boolean) {
    this.places = minorPlaces(policy.reporting_currency);
  }

  part(row: Row, lines: readonly Row[], beside: readonly Row[]): ExplainedPart {
    return {
      customer: text(row["customer"]),
      name: text(row["name"]),
      product: text(row["product"]),
      kind: text(row["kind"]),
      reason: text(row["reason"]),
      before_on: textOrNull(row["before_on"]),
      after_on: text(row["after_on"]),
      amount: this.figure(row["amount"]),
      before: this.moneyOrNull(row["before_arr"]),
      after: this.money(row["after_arr"]),
      knobs: this.knobs(row["knobs"]),
      lines: lines.filter((line) => line["line_id"] !== null).map((line) => this.line(line)),
      rest: this.restOfLines(lines.find((line) => line["line_id"] === null)),
      apart: (row["apart"] as { kind: string; amount: string }[]).map(({ kind, amount }) => ({ column: kind, amount: this.money(amount) })),
      beside: beside.map((line) => this.beside(line)),
    };
  }

  /** What is beyond the largest; its row counts under `counted`. */
  rest(row: Row | undefined, counted: string): ExplainedRest | null {
    return row === undefined ? null : { count: Number(row[counted]), amount: this.figure(row["amount"]) };
  }

  private restOfLines(row: Row | undefined): ExplainedPart["rest"] {
    return row === undefined ? null : { count: Number(row["lines"]), amount: this.money(row["amount"]), before: this.moneyOrNull(row["before_arr"]), after: this.moneyOrNull(row["after_arr"]) };
  }

  private line(row: Row): ExplainedLine {
    const [before, after] = [textOrNull(row["formula_before"]), textOrNull(row["formula_after"])];
    return {
      line_id: text(row["line_id"]),
      customer: text(row["customer"]),
      product: text(row["product"]),
      amount: this.money(row["amount"]),
      before: this.moneyOrNull(row["before_arr"]),
      after: this.moneyOrNull(row["after_arr"]),
      formula: after ?? before ?? "",
      formula_before: after !== null && before !== null && before !== after ? before : null,
      knobs: this.knobs(row["knobs"]),
      rates: this.rates(row),
      decisions: text(row["decisions"]),
      source: sourceOf(row),
    };
  }

  private beside(row: Row): ExplainedBeside {
    return {
      line_id: text(row["line_id"]),
      customer: text(row["customer"]),
      product: text(row["product"]),
      before: this.moneyOrNull(row["before_arr"]),
      after: this.moneyOrNull(row["after_arr"]),
      replaces: text(row["replaces"]),
      source: sourceOf(row),
    };
  }

  /** The rates before and after, or the one that both are. */
  private rates(row: Row): ExplainedRate[] {
    const days = [...new Set([row["rate_before"], row["rate_after"]].filter((day) => day !== null && day !== undefined).map(String))];
    return days.flatMap((day) => ratesOf(this.policy.fx).filter(({ currency, from_on }) => currency === row["currency"] && (from_on ?? sinceEver) === day));
  }

  private knobs(names: Row[string] | undefined): ExplainedKnob[] {
    return ((names ?? []) as KnobName[]).map((knob) => ({ knob, value: knob === "fx" ? this.policy.fx.mode : knobValue(this.policy[knob]) }));
  }

  private figure(value: Row[string] | undefined): Figure {
    return this.isMoney ? this.money(value) : Number(value);
  }

  private money(value: Row[string] | undefined): string {
    return decimalText(BigInt(text(value)), this.places);
  }

  private moneyOrNull(value: Row[string] | undefined): string | null {
    return value === null || value === undefined ? null : this.money(value);
  }
}

const sourceOf = (row: Row): ExplainedSource => ({
  file: text(row["file"]),
  row: Number(row["row"]),
  import_id: Number(row["import_id"]),
  imported_at: instantOf(row["imported_at"]),
  recorded_at: row["recorded_at"] === null ? null : instantOf(row["recorded_at"]),
});
