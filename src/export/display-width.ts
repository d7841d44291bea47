/** How many columns of a terminal a text takes: letters of East Asia and emoji take two, combining marks none. */

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const wide =
  /^(?:[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{16fe0}-\u{18aff}\u{1b000}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\p{Emoji}\ufe0f)/u;
const combining = /^\p{M}+$/u;

export function displayWidth(text: string): number {
  if (isPlain(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += widthOf(segment);
  return width;
}

/** The beginning of a text that fits, with an ellipsis where something was cut. */
export function shortened(text: string, most: number, ellipsis: string): string {
  if (displayWidth(text) <= most) return text;
  if (isPlain(text)) return text.slice(0, most - displayWidth(ellipsis)) + ellipsis;
  let kept = "";
  let width = displayWidth(ellipsis);
  for (const { segment } of graphemes.segment(text)) {
    width += widthOf(segment);
    if (width > most) break;
    kept += segment;
  }
  return kept + ellipsis;
}

const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

const widthOf = (grapheme: string): number => (wide.test(grapheme) ? 2 : combining.test(grapheme) ? 0 : 1);
