/** A knob's value as it would be written in a policy file. */
export function knobText(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return `[${value.map(knobText).join(", ")}]`;
  if (typeof value === "object") return `{ ${Object.entries(value as object).map(([key, part]) => `${key}: ${knobText(part)}`).join(", ")} }`;
  return String(value);
}
