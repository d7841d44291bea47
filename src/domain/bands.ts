/** Size bands of one question, as the knob `tiers` has them, each written as its lower bound and its name: 50000=mid. */
import { knobs } from "./policy.js";

/** The bands of a list such as 0=smb, 50000=mid, or of pairs; undefined where they are none. */
export function readBands(list: readonly unknown[]): string[] | undefined {
  const pairs = list.map((band) => (Array.isArray(band) ? band.map((part) => String(part)) : pairOf(String(band))));
  const read = knobs.tiers.read(pairs);
  return "value" in read ? read.value.map(([from, name]) => `${from}=${name}`) : undefined;
}

function pairOf(band: string): string[] {
  const at = band.indexOf("=");
  return at < 0 ? [band] : [band.slice(0, at).trim(), band.slice(at + 1).trim()];
}
