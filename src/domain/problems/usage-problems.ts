import { text } from "./text.js";

export const usageProblems = {
  "calc-unknown": text<{ name: string; nearest: string | undefined; names: string[] }>({
    severity: "error",
    message: (p) => `There is no calculation named ${p.name}.`,
    remedy: (p) => (p.nearest ? `Did you mean ${p.nearest}? All: ${p.names.join(", ")}.` : `There are: ${p.names.join(", ")}.`),
  }),
  "calc-input-unknown": text<{ calculation: string; input: string; nearest: string | undefined; known: string[] }>({
    severity: "error",
    message: (p) => `${p.calculation} takes no input named ${p.input}; nothing was worked out.`,
    remedy: (p) => `${p.nearest ? `Did you mean ${p.nearest}? ` : ""}It takes ${p.known.join(", ")}.`,
  }),
  "calc-input-missing": text<{ calculation: string; missing: string[]; example: string }>({
    severity: "error",
    message: (p) => `${p.calculation} has too few inputs for any figure: ${p.missing.length > 0 ? `${p.missing.join(", ")} not given` : "none was given"}.`,
    remedy: (p) => `For example: ${p.example}`,
  }),
  "calc-number-unreadable": text<{ calculation: string; input: string; value: string; instead: string | undefined }>({
    severity: "error",
    message: (p) => `${p.input} of ${p.calculation} is ${p.value === "" ? "empty" : `"${p.value}"`}, which is not a plain number; nothing was worked out.`,
    remedy: (p) =>
      `${p.instead ? `Write ${p.instead}. ` : ""}A number is an optional sign, digits, and optionally a point and digits: 1000, -0.5. No thousands separators, exponents, fractions, % or currency signs.`,
  }),
  "calc-number-too-long": text<{ calculation: string; input: string; value: string; mostDigits: number }>({
    severity: "error",
    message: (p) => `${p.input} of ${p.calculation} has more than ${p.mostDigits} digits: ${p.value}. Nothing was worked out.`,
    remedy: (p) => `Write it with at most ${p.mostDigits} digits.`,
  }),
  "calc-input-range": text<{ calculation: string; input: string; value: string; rule: string; remedy: string }>({
    severity: "error",
    message: (p) => `${p.input} of ${p.calculation} is ${p.value}, but it is ${p.rule}; nothing was worked out.`,
    remedy: (p) => p.remedy,
  }),
  "calc-list-unreadable": text<{ calculation: string; input: string; reason: string; looks: string; example: string }>({
    severity: "error",
    message: (p) => `${p.input} of ${p.calculation} should be ${p.looks}, but ${p.reason}; nothing was worked out.`,
    remedy: (p) => `Write it as JSON, in quotes for the shell: '${p.input}=${p.example}'.`,
  }),
  "calc-too-large": text<{ what: string }>({
    severity: "error",
    message: (p) => `${p.what} is too large to work out exactly; nothing was answered.`,
    remedy: () => "Check the inputs for a slip, and give years or months with at most four decimals.",
  }),
};
