/** The colour and the pattern of a kind, as a small square beside its name, and as a fill of charts. */
import type { Kind } from "./kinds.js";

export const Swatch = ({ kind }: { kind: Kind }) => (
  <svg className="swatch" width="10" height="10" viewBox="0 0 10 10" aria-hidden="true"><Fill kind={kind} x={0} y={0} width={10} height={10} /></svg>
);

interface FillProps {
  kind: Kind;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Pieces of less than so many pixels have no pattern. */
const least = 4;

export function Fill({ kind, x, y, width, height }: FillProps) {
  const lines = height < least ? "" : hatchOf(kind.pattern, x, y, width, height);
  return (
    <>
      <rect x={x} y={y} width={width} height={height} fill={kind.colour} />
      {lines !== "" && <path d={lines} stroke="var(--hatch)" strokeWidth={1.5} fill="none" />}
    </>
  );
}

/** Lines of a hatch, cut at the edges of the piece. */
export function hatchOf(pattern: Kind["pattern"], x: number, y: number, width: number, height: number): string {
  const step = 5;
  if (pattern === "solid") return "";
  if (pattern === "lines") return stepped(y + step / 2, y + height, step).map((at) => `M${x} ${at}H${x + width}`).join("");
  if (pattern === "dots") return stepped(y + 2, y + height, 4).flatMap((down) => stepped(x + 2, x + width, 4).map((right) => `M${right - 0.6} ${down}h1.2`)).join("");
  return stepped(step, width + height, step).map((far) => slope(pattern === "rising", far, x, y, width, height)).join("");
}

function stepped(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, at) => from + at * step);
}

/** The slope on which the sums of the distances from a corner are `far`. */
function slope(isRising: boolean, far: number, x: number, y: number, width: number, height: number): string {
  const [right, down] = [Math.min(far, width), Math.min(far, height)];
  const [left, up] = [far - down, far - right];
  return isRising ? `M${x + left} ${y + down}L${x + right} ${y + up}` : `M${x + left} ${y + height - down}L${x + right} ${y + height - up}`;
}
