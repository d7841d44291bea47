/** What can be wrong with a definition of ARR. A policy with a problem is not used at all. */
import { text } from "./text.js";

const meant = (nearest: string | undefined) => (nearest === undefined ? "" : ` Did you mean ${nearest}?`);

export const policyProblems = {
  "policy-knob-unknown": text<{ knob: string; nearest?: string | undefined }>({
    severity: "error",
    message: (p) => `There is no knob ${p.knob}, so the policy was not used.`,
    remedy: (p) => `Remove it or correct its name.${meant(p.nearest)} \`annua policy show\` lists all knobs.`,
  }),
  "policy-value": text<{ knob: string; value: string; expected: string; nearest?: string | undefined }>({
    severity: "error",
    message: (p) => `${p.value} is no value for ${p.knob}, so the policy was not used.`,
    remedy: (p) => `Allowed: ${p.expected}.${meant(p.nearest)}`,
  }),
  "policy-preset-unknown": text<{ preset: string; known: string[]; nearest?: string | undefined }>({
    severity: "error",
    message: (p) => `There is no preset ${p.preset}, so the policy was not used.`,
    remedy: (p) => `Choose one of ${p.known.join(", ")}.${meant(p.nearest)}`,
  }),
  "policy-file": text<{ reason: string }>({
    severity: "error",
    message: (p) => `The policy file can't be read: ${p.reason}.`,
    remedy: () => "It must be YAML of the form `knob: value`; `annua policy show --format yaml` prints a whole one.",
  }),
};
