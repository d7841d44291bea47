const SHOWN = 200;
// C0, C1, direction marks and overrides, line separators, byte order mark: what a terminal would obey instead of showing
const UNSAFE = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** The first 200 characters of foreign text, with everything a terminal would obey written out as `\u{…}`. */
export function safeText(text: string): string {
  const start = Array.from(text.slice(0, 2 * SHOWN)).slice(0, SHOWN).join("");
  const visible = start.replace(UNSAFE, writtenOut);
  return unshared(start.length < text.length ? `${visible}…` : visible);
}

/** A whole text for a file of cells: what a terminal would obey is written out; tabs and line breaks, which cells may hold, stay. */
export const withoutControls = (text: string): string => text.replace(UNSAFE, (c) => (/[\t\r\n]/.test(c) ? c : writtenOut(c)));

const writtenOut = (c: string): string => `\\u{${c.charCodeAt(0).toString(16)}}`;

/** A slice keeps the whole block that it was cut from in memory; a copy through bytes does not. */
function unshared(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}
