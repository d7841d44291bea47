/** Figures beside each other, by row; those of a stack on one bar. */
import { scaleLinear } from "d3-scale";
import { kindOf } from "../kinds.js";
import { Fill } from "../swatch.js";
import { useWidth } from "./width.js";

export interface BarRow {
  title: string;
  parts: readonly { name: string; title: string; value: number; text: string }[];
}

const [row, nameWidth, valueWidth] = [24, 190, 96];
const shades = ["var(--k-bal)", "var(--k-oth)", "var(--k-exp)", "var(--k-new)", "var(--k-con)"];

export function BarsChart({ rows, sentence, isStacked }: { rows: readonly BarRow[]; sentence: string; isStacked: boolean }) {
  const [frame, width] = useWidth();
  const lines = isStacked ? rows.map(({ title, parts }) => ({ title, parts })) : rows.flatMap(({ title, parts }) => parts.map((part, at) => ({ title: at === 0 ? title : "", parts: [part] })));
  const ends = lines.map(({ parts }) => stackEnd(parts.map(({ value }) => value)));
  const x = scaleLinear([Math.min(0, ...ends.map(([low]) => low)), Math.max(1e-9, ...ends.map(([, high]) => high))], [Math.min(nameWidth, width * 0.4), width - valueWidth]);
  return (
    <div ref={frame} className="chart">
      <svg width={width} height={lines.length * row + 8} role="img" aria-label={sentence}>
        {lines.map(({ title, parts }, at) => {
          let [up, down] = [0, 0];
          return (
            <g key={at}>
              <text x={0} y={at * row + 16} className="axis-text">{cutTo(title, width < 600 ? 20 : 28)}</text>
              {parts.map(({ name, title: part, value, text }, place) => {
                const from = value < 0 ? down : up;
                if (value < 0) down += value;
                else up += value;
                const [one, other] = [x(from), x(from + value)];
                const shade = kindOf(name) ?? { colour: shades[(isStacked ? place : rows[0]!.parts.findIndex((own) => own.name === name)) % shades.length]!, pattern: "solid" as const };
                return <g key={name}><title>{`${title} ${part}: ${text}`}</title><Fill kind={shade} x={Math.min(one, other)} y={at * row + 5} width={Math.max(1, Math.abs(one - other))} height={14} /></g>;
              })}
              <text x={x(Math.max(up, 0)) + 6} y={at * row + 16} className="value">{parts.length === 1 ? parts[0]!.text : ""}</text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}

const cutTo = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** How far parts reach below and above zero. */
const stackEnd = (values: readonly number[]): [number, number] => values.reduce<[number, number]>(([low, high], value) => (value < 0 ? [low + value, high] : [low, high + value]), [0, 0]);
