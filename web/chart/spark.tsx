/** A figure's last year in a line of 90 px. */
import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";

export function Spark({ values, width = 90, height = 28 }: { values: readonly (number | null)[]; width?: number; height?: number }) {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const y = scaleLinear([Math.min(...known), Math.max(...known)], [height - 5, 5]);
  const x = scaleLinear([0, values.length - 1], [2, width - 5]);
  const path = line<number | null>().defined((value) => value !== null).x((_, at) => x(at)).y((value) => y(value!))([...values]);
  const last = values.findLastIndex((value) => value !== null);
  return <svg width={width} height={height} aria-hidden="true" className="spark"><path d={path ?? ""} className="line thin" /><circle cx={x(last)} cy={y(values[last]!)} r={2.5} className="end" /></svg>;
}
