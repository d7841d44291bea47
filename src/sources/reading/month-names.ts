/** English and German names of the months, whole or cut to three or four letters. */
const names = [
  ["january", "januar", "jänner"], ["february", "februar"], ["march", "märz", "maerz", "mrz", "mär"], ["april"], ["may", "mai"], ["june", "juni"],
  ["july", "juli"], ["august"], ["september"], ["october", "oktober"], ["november"], ["december", "dezember"],
];

/** 1 to 12; undefined where the word names no month. */
export function monthNumber(word: string): number | undefined {
  const lower = word.toLowerCase().replace(/\.$/, "");
  if (lower.length < 3) return undefined;
  const at = names.findIndex((called) => called.some((name) => name === lower || (lower.length <= 4 && name.startsWith(lower))));
  return at < 0 ? undefined : at + 1;
}
