/** Long lines broken at spaces; what hangs under a label stays under it. */
import { displayWidth } from "./display-width.js";

/** Wraps each line at `width`; the next ones start below the text that follows the line's first gap of two spaces, if it has one. */
export function wrapLines(text: string, width: number): string[] {
  return text.split("\n").flatMap((line) => wrapped(line, width));
}

function wrapped(line: string, width: number): string[] {
  if (displayWidth(line) <= width) return [line];
  const indent = " ".repeat(/^\s*\S.*?\s{2,}|^\s+/.exec(line)?.[0].length ?? 0);
  const lines: string[] = [];
  let current = line.slice(0, indent.length);
  let isEmpty = true;
  for (const word of line.slice(indent.length).split(" ").flatMap((one) => pieces(one, Math.max(1, width - indent.length)))) {
    if (!isEmpty && displayWidth(`${current} ${word}`) > width) {
      lines.push(current.trimEnd());
      current = indent;
      isEmpty = true;
    }
    current += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, current];
}

/** A word that is longer than a line is broken where it must be. */
function pieces(word: string, most: number): string[] {
  if (displayWidth(word) <= most) return [word];
  const found: string[] = [""];
  for (const letter of word) {
    if (displayWidth(found.at(-1)! + letter) > most) found.push("");
    found[found.length - 1] += letter;
  }
  return found;
}
