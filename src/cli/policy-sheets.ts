/** Policies as tables: every knob, what single knobs would do to ARR, and two policies side by side. */
import { label, money, type Column } from "../catalogue/define.js";
import type { ReportRow } from "../catalogue/index.js";
import { knobValue } from "../domain/knob-value.js";
import { knobNames, knobs, presets, type KnobName, type Policy } from "../domain/policy.js";
import { grouped } from "../export/number-text.js";
import type { Sheet } from "../export/sheet.js";

/** Another value of one knob, what ARR it would make, and by how much that differs from ARR as it is. */
export interface KnobEffect {
  knob: KnobName;
  instead: unknown;
  arr: string;
  difference: string;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const plainSheet = (title: string, columns: Column[], rows: ReportRow[], rest: Partial<Sheet> = {}): Sheet => ({ title, scope: [], currency: null, columns, rows, shape: "plain", notes: [], ...rest });

export function knobSheet(policy: Policy, source: string): Sheet {
  const rows = knobNames.map((name) => ({
    knob: name, value: knobValue(policy[name]), default: isSame(policy[name], knobs[name].default) ? "" : knobValue(knobs[name].default), sentence: knobs[name].sentence,
  }));
  return plainSheet("Knobs", [label("knob", "Knob"), label("value", "Value"), label("default", "Default, where it differs"), label("sentence", "What it does")], rows, { scope: [source] });
}

export function effectSheet(effects: readonly KnobEffect[], policy: Policy, on: string, arr: string): Sheet {
  const rows = effects.map((effect): ReportRow => ({ knob: effect.knob, value: knobValue(policy[effect.knob]), instead: knobValue(effect.instead), arr: effect.arr, difference: effect.difference }));
  const columns = [label("knob", "Knob"), label("value", "Value"), label("instead", "With instead"), money("arr", "stock", "ARR would be"), money("difference", "flow", "Difference")];
  return plainSheet("Knobs that move this book's ARR", columns, rows, { currency: policy.reporting_currency, scope: [`at the close of ${on}, now ${grouped(arr)}`] });
}

export interface Compared {
  name: string;
  policy: Policy;
  arr: string | null;
}

/** The knobs in which two policies differ. */
export function diffSheet(a: Compared, b: Compared): Sheet {
  const differing = knobNames.filter((name: KnobName) => !isSame(a.policy[name], b.policy[name]));
  const rows = differing.map((name): ReportRow => ({ knob: name, a: knobValue(a.policy[name]), b: knobValue(b.policy[name]), sentence: knobs[name].sentence }));
  const worth = (one: Compared) => `${one.name} ${one.policy.reporting_currency} ${grouped(String(one.arr))}`;
  const notes = a.arr === null || b.arr === null ? [] : [`ARR today: ${worth(a)}; ${worth(b)}.`];
  return plainSheet("Policies compared", [label("knob", "Knob"), label("a", a.name), label("b", b.name), label("sentence", "What it does")], rows, { notes, empty: "They do not differ." });
}

export function presetSheet(): Sheet {
  const rows = Object.entries(presets).map(([name, { sentence, knobs: set }]) => ({ preset: name, sentence, knobs: Object.entries(set).map(([knob, value]) => `${knob}: ${knobValue(value)}`).join(", ") || "the defaults" }));
  return plainSheet("Presets", [label("preset", "Preset"), label("sentence", "What it is for"), label("knobs", "Knobs")], rows, { notes: ["Write `preset: NAME` in annua.yaml; knobs below it override it. `annua policy set NAME` makes one a book's own; --set preset=NAME tries one."] });
}
