const SIGNIFICANT = 15;
/** A number of more places than this on either side of its point is no amount; it stays as it was written. */
const MOST_PLACES = 400;

/**
 * A number of a workbook as plain decimals: never an exponent, at most 15 significant digits as Excel shows them, so that 1199.9999999999998
 * is 1200. Whole numbers that are written out in full are exact and stay. `shift` moves the point to the right. It works on the digits, without floats.
 */
export function plainNumber(written: string, shift = 0): string {
  const parts = /^\s*([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?\s*$/.exec(written);
  if (parts === null || (parts[2] === "" && parts[3] === "")) return written;
  const [, sign, whole = "", decimals = "", exponent] = parts;
  if (sign !== "-" && decimals === "" && exponent === undefined && shift === 0) return whole.replace(/^0+(?=\d)/, "");
  const zeros = /^0*/.exec(whole + decimals)![0].length;
  const digits = (whole + decimals).slice(zeros);
  const point = whole.length - zeros + Number(exponent ?? 0) + shift;
  if (digits === "") return "0";
  if (Math.abs(point) > MOST_PLACES) return written;
  const exact = decimals === "" && exponent === undefined && shift === 0;
  const rounded = exact ? { digits, point } : toSignificant(digits, point);
  const plain = withPoint(rounded.digits, rounded.point);
  return sign === "-" && plain !== "0" ? `-${plain}` : plain;
}

/** Half away from zero at the fifteenth digit. */
function toSignificant(digits: string, point: number): { digits: string; point: number } {
  if (digits.length <= SIGNIFICANT) return { digits, point };
  const kept = BigInt(digits.slice(0, SIGNIFICANT)) + (digits[SIGNIFICANT]! >= "5" ? 1n : 0n);
  const text = kept.toString();
  return { digits: text, point: point + text.length - SIGNIFICANT };
}

function withPoint(digits: string, point: number): string {
  const padded = point <= 0 ? "0".repeat(1 - point) + digits : digits.padEnd(point, "0");
  const at = Math.max(point, 1);
  const decimals = padded.slice(at).replace(/0+$/, "");
  return padded.slice(0, at) + (decimals === "" ? "" : `.${decimals}`);
}
