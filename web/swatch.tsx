/** The colour and the pattern of a kind, as a small square beside its name, and as a fill of charts. */
import { hatchOf } from "./hatch.js";
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
