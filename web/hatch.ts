/** The patterns by which kinds are told apart without colour. */
import type { Kind } from "./kinds.js";

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
