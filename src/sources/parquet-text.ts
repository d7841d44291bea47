/** The values of Parquet columns as exact text: their schema says what the raw integers mean. */
import type { SchemaElement, TimeUnit } from "hyparquet";

/** What to make of one raw value. */
export type ValueText = (value: unknown) => string;

/** The column as it is to be read, its meaning taken off so that the reader leaves integers alone, and the text that its values have. */
export function rawElement(element: SchemaElement): { raw: SchemaElement; text: ValueText } {
  const { converted_type: converted, logical_type: logical } = element;
  const raw = { ...element };
  const bare = (text: ValueText) => {
    delete raw.converted_type;
    delete raw.logical_type;
    return { raw, text };
  };
  if (logical?.type === "DECIMAL" || converted === "DECIMAL") return bare(decimalText(logical?.type === "DECIMAL" ? logical.scale : (element.scale ?? 0)));
  if (logical?.type === "DATE" || converted === "DATE") return bare((value) => isoDay(BigInt(value as number) * 86_400n));
  if (logical?.type === "TIMESTAMP") return bare(timestampText(perSecond[logical.unit], logical.isAdjustedToUTC));
  if (converted === "TIMESTAMP_MILLIS") return bare(timestampText(1_000n, true));
  if (converted === "TIMESTAMP_MICROS") return bare(timestampText(1_000_000n, true));
  if (logical?.type === "TIME") return bare(timeText(perSecond[logical.unit]));
  if (logical?.type === "JSON" || converted === "JSON") {
    raw.converted_type = "UTF8";
    delete raw.logical_type;
  }
  return { raw, text: plainText };
}

const perSecond: Record<TimeUnit, bigint> = { MILLIS: 1_000n, MICROS: 1_000_000n, NANOS: 1_000_000_000n };

/** Numbers as the shortest text that means them, without exponent; nested values as JSON. */
export function plainText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? withoutExponent(String(value)) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("utf8");
  if (typeof value !== "object") return String(value);
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner));
}

function withoutExponent(number: string): string {
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(number);
  if (!parts) return number;
  const [, sign, first, rest = "", exponent] = parts as unknown as [string, string, string, string | undefined, string];
  const digits = first + rest;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  return sign + (digits.length <= point ? digits.padEnd(point, "0") : `${digits.slice(0, point)}.${digits.slice(point)}`);
}

/** Unscaled integers of any width, big-endian where they are bytes. */
function decimalText(scale: number): ValueText {
  return (value) => {
    const unscaled = value instanceof Uint8Array ? signedOf(value) : BigInt(value as number | bigint);
    const negative = unscaled < 0n;
    const digits = (negative ? -unscaled : unscaled).toString().padStart(scale + 1, "0");
    const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
    return negative ? `-${text}` : text;
  };
}

function signedOf(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n;
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).toString("hex")}`));
}

/** `Z` where the file says that the instant is in UTC; none where it is local time. Midnights of local time are days. */
function timestampText(unit: bigint, utc: boolean): ValueText {
  return (value) => {
    const ticks = BigInt(value as number | bigint);
    const second = floorDiv(ticks, unit);
    const clock = clockText(second - floorDiv(second, 86_400n) * 86_400n, ticks - second * unit, unit);
    if (!utc && clock === "00:00:00") return isoDay(second);
    return `${isoDay(second)}T${clock}${utc ? "Z" : ""}`;
  };
}

const timeText = (unit: bigint): ValueText => (value) => {
  const ticks = BigInt(value as number | bigint);
  return clockText(ticks / unit, ticks % unit, unit);
};

function clockText(secondOfDay: bigint, rest: bigint, unit: bigint): string {
  const two = (part: bigint) => part.toString().padStart(2, "0");
  const clock = `${two(secondOfDay / 3600n)}:${two((secondOfDay / 60n) % 60n)}:${two(secondOfDay % 60n)}`;
  return rest === 0n ? clock : `${clock}.${rest.toString().padStart(unit.toString().length - 1, "0")}`;
}

const floorDiv = (value: bigint, by: bigint): bigint => (value - (((value % by) + by) % by)) / by;

/** The day of a second since 1970. */
function isoDay(second: bigint): string {
  const instant = new Date(Number(floorDiv(second, 86_400n)) * 86_400_000);
  return Number.isNaN(instant.getTime()) ? `day ${second / 86_400n}` : instant.toISOString().slice(0, 10);
}
