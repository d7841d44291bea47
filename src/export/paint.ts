/** Colours, or none. */
import { styleText } from "node:util";
import type { Tone } from "./grid.js";

/** bold, dim and the like on a text; the text itself where colours are off. */
export type Paint = (style: Style, text: string) => string;
export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

export const plain: Paint = (_, text) => text;
export const coloured: Paint = (style, text) => styleText(style, text, { validateStream: false });

const styles: Record<Tone, Style | undefined> = { strong: "bold", faint: "dim", loss: "red", gain: "green", usual: undefined };

export function painted(paint: Paint, tone: Tone, text: string): string {
  const style = styles[tone];
  return style === undefined || text.trim() === "" ? text : paint(style, text);
}
