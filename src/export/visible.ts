/** Foreign text made safe for a terminal: what it would obey instead of showing stands there as an escape. */

// C0 and C1 controls, zero-width space, direction marks and overrides, line separators, invisible operators, byte order mark
const obeyed = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

const short: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** "a\u202eb" -> "a\\u{202e}b". Letters of every script stay as they are. */
export function visible(text: string): string {
  return text.replace(obeyed, (c) => short[c] ?? `\\u{${c.charCodeAt(0).toString(16)}}`);
}
