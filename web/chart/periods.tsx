/** The waterfall of many periods: a slot each, gains up from zero, losses down from their top, the level of closings above. */
import { scaleLinear } from "d3-scale";
import { periodText, shortMoney, signedMoney } from "../format.js";
import { kindOf, neutralKind } from "../kinds.js";
import { Fill } from "../swatch.js";
import { mostTicks, stacked, type Bar, type Piece } from "./geometry.js";
import { Gridline, leadsOn } from "./span.js";
import { useWidth } from "./width.js";

export interface PeriodPieces {
  period: string;
  pieces: readonly Piece[];
  closing: number;
}

interface PeriodsProps {
  periods: readonly PeriodPieces[];
  currency: string;
  sentence: string;
  onOpen: (period: string, name: string) => void;
}

/** Where the slots begin and end, for the table below them too. */
export const [left, right] = [132, 8];
export const leastSlot = 76;
const [levelHeight, movesHeight, foot] = [62, 236, 24];

export function PeriodsChart({ periods, currency, sentence, onOpen }: PeriodsProps) {
  const [frame, room] = useWidth(960);
  const width = Math.max(room, left + right + periods.length * leastSlot);
  const slot = (width - left - right) / Math.max(1, periods.length);
  const stacks = periods.map(({ pieces }) => stacked(pieces));
  const top = Math.max(1, ...stacks.map((stack) => stack.top));
  const low = Math.min(0, ...stacks.map(({ net }) => net));
  const y = scaleLinear([low, top], [levelHeight + movesHeight, levelHeight + 14]);
  const closings = periods.map(({ closing }) => closing);
  const level = scaleLinear([Math.min(...closings), Math.max(...closings)], [levelHeight - 10, 22]);
  const height = levelHeight + movesHeight + foot;
  return (
    <div ref={frame} className="chart wide" tabIndex={0} role="region" aria-label={sentence}>
      <svg width={width} height={height} role="group" aria-label={sentence}>
        <text x={0} y={30} className="axis-text">Closing</text>
        {periods.map(({ period, closing }, at) => (
          <g key={period} aria-hidden="true">
            <path d={`M${left + at * slot} ${level(closing)}h${slot}${at + 1 < periods.length ? `V${level(closings[at + 1]!)}` : ""}`} className="level" />
            {(at % 3 === 0 || at + 1 === periods.length) && <text x={left + at * slot + slot / 2} y={level(closing) - 5} textAnchor="middle" className={at + 1 === periods.length ? "value balance" : "value faint"}>{shortMoney(closing, currency)}</text>}
          </g>
        ))}
        {y.ticks(mostTicks).map((tick) => <Gridline key={tick} y={y(tick)} width={width} left={left} text={tick === 0 ? "0" : signedMoney(tick, currency)} />)}
        {stacks.map((stack, at) => <Slot key={periods[at]!.period} period={periods[at]!.period} stack={stack} x={left + at * slot} {...{ slot, y, currency, onOpen }} />)}
        <line x1={left} x2={width - right} y1={y(0)} y2={y(0)} className="axis" />
        <text x={0} y={height - foot + 17} className="axis-text">Net new</text>
        {stacks.map(({ net }, at) => <text key={at} x={left + (at + 1) * slot - 8} y={height - foot + 17} textAnchor="end" className="value">{net === 0 ? "0" : signedMoney(net, currency)}</text>)}
      </svg>
    </div>
  );
}

interface SlotProps {
  period: string;
  stack: ReturnType<typeof stacked>;
  x: number;
  slot: number;
  y: (amount: number) => number;
  currency: string;
  onOpen: (period: string, name: string) => void;
}

function Slot({ period, stack, x, slot, y, currency, onOpen }: SlotProps) {
  const thick = Math.min(30, slot * 0.34);
  const middle = x + slot / 2;
  const part = (bar: Bar, from: number) => {
    const [one, other] = [y(bar.from), y(bar.to)];
    const tall = Math.max(1.5, Math.abs(one - other));
    return (
      <g key={bar.name} {...leadsOn(() => onOpen(period, bar.name))} className="mark leads" aria-label={`${bar.title}, ${periodText(period)}: ${signedMoney(bar.amount, currency)}`}>
        <title>{`${bar.title}, ${periodText(period)}: ${signedMoney(bar.amount, currency)}`}</title>
        <Fill kind={kindOf(bar.name) ?? neutralKind(bar.amount < 0)} x={from} y={Math.min(one, other)} width={thick} height={tall} />
      </g>
    );
  };
  return (
    <g>
      {stack.gains.map((bar) => part(bar, middle - thick - 1))}
      {stack.losses.map((bar) => part(bar, middle + 1))}
      <line x1={middle + 1} x2={middle + thick + 5} y1={y(stack.net)} y2={y(stack.net)} className="net" />
    </g>
  );
}
