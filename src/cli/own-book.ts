/** Commands that the program tells are pasted as they stand: each names the book that was named. */
import { optionValue, type Shell } from "./shell.js";
import { shellWord } from "./overview.js";

const COMMAND = /`annua (?:answer|adjust|check|explain|imports|lines|policy (?:set|show)|questions|retract)\b[^`]*`/g;

/** The same text, its commands on the book of `--book`; where none was named they find it as this one did. */
export function onOwnBook(shell: Shell, text: string): string {
  const book = optionValue(shell, "--book");
  if (book === undefined) return text;
  return text.replace(COMMAND, (command) => (command.includes(" --book ") ? command : `${command.slice(0, -1)} --book ${shellWord(book)}\``));
}
