/** A knob's value as it would be written in a policy file. */
export function knobValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(knobValue).join(", ")}]`;
  if (value !== null && typeof value === "object") return Object.keys(value).length === 0 ? "{}" : `{ ${Object.entries(value).map(([key, part]) => `${key}: ${knobValue(part)}`).join(", ")} }`;
  return String(value);
}
