/** The waterfall of one span: beginning, what moved, ending. */
import { scaleLinear } from "d3-scale";
import { shortMoney, signedMoney } from "../format.js";
import { kindOf, neutralKind } from "../kinds.js";
import { Fill } from "../swatch.js";
import { floating, mostTicks, spanOf, type Bar, type Piece } from "./geometry.js";
import { useWidth } from "./width.js";

interface SpanProps {
  pieces: readonly Piece[];
  currency: string;
  /** What the whole says, for those who can't see it. */
  sentence: string;
  onOpen?: ((name: string) => void) | undefined;
  height?: number;
}

const margin = { top: 26, right: 8, bottom: 24, left: 56 };

export function SpanChart({ pieces, currency, sentence, onOpen, height = 300 }: SpanProps) {
  const [frame, width] = useWidth();
  const isNarrow = width < 480;
  return (
    <div ref={frame} className="chart">
      {isNarrow ? <Sideways {...{ pieces, currency, sentence, onOpen, width }} /> : <Upright {...{ pieces, currency, sentence, onOpen, width, height }} />}
    </div>
  );
}

type Sized = SpanProps & { width: number };

function Upright({ pieces, currency, sentence, onOpen, width, height = 300 }: Sized) {
  const bars = floating(pieces);
  const { low, high, isCut } = spanOf(bars);
  const y = scaleLinear([low, high], [height - margin.bottom, margin.top]);
  const slot = (width - margin.left - margin.right) / Math.max(1, bars.length);
  const thick = Math.min(64, slot * 0.6);
  const x = (at: number): number => margin.left + at * slot + (slot - thick) / 2;
  const base = isCut ? height - margin.bottom : y(0);
  return (
    <svg width={width} height={height} role="group" aria-label={`${sentence}${isCut ? ` The axis is cut at ${shortMoney(low, currency)}.` : ""}`}>
      {y.ticks(mostTicks).map((tick) => <Gridline key={tick} y={y(tick)} width={width} text={shortMoney(tick, currency)} />)}
      {bars.slice(1).map((bar, at) => <line key={bar.name} x1={x(at) + thick} x2={x(at + 1)} y1={y(bars[at]!.to)} y2={y(bars[at]!.to)} className="connector" />)}
      {bars.map((bar, at) => <BarOf key={bar.name} {...{ bar, y, base, currency, thick, onOpen, isCut }} x={x(at)} />)}
      <line x1={margin.left} x2={width - margin.right} y1={base} y2={base} className="axis" />
      {bars.map(({ name, title }, at) => <text key={name} x={x(at) + thick / 2} y={height - 6} className="axis-text" textAnchor="middle">{title}</text>)}
    </svg>
  );
}

export const Gridline = ({ y, width, text, left = margin.left }: { y: number; width: number; text: string; left?: number }) => (
  <g aria-hidden="true"><line x1={left} x2={width - margin.right} y1={y} y2={y} className="gridline" /><text x={left - 8} y={y + 4} className="axis-text" textAnchor="end">{text}</text></g>
);

interface BarProps {
  bar: Bar;
  y: (amount: number) => number;
  base: number;
  x: number;
  thick: number;
  currency: string;
  isCut: boolean;
  onOpen?: ((name: string) => void) | undefined;
}

function BarOf({ bar, y, base, x, thick, currency, onOpen, isCut }: BarProps) {
  const [one, other] = bar.isBalance ? [base, y(bar.to)] : [y(bar.from), y(bar.to)];
  const [top, tall] = [Math.min(one, other), Math.max(bar.amount === 0 ? 0 : 2, Math.abs(one - other))];
  const isLoss = !bar.isBalance && bar.amount < 0;
  const label = bar.isBalance ? shortMoney(bar.amount, currency) : bar.amount === 0 ? "0" : signedMoney(bar.amount, currency);
  const kind = kindOf(bar.name) ?? neutralKind(isLoss);
  const lead = onOpen === undefined || bar.amount === 0 ? {} : leadsOn(() => onOpen(bar.name));
  return (
    <g {...lead} aria-label={`${bar.title}: ${label}`} className={onOpen === undefined ? "mark" : "mark leads"}>
      <Fill kind={kind} x={x} y={top} width={thick} height={tall} />
      {bar.isBalance && isCut && <path d={`M${x - 1} ${base - 9}l${thick / 4} -4 ${thick / 4} 4 ${thick / 4} -4 ${thick / 4 + 2} 4`} className="cut" />}
      <text x={x + thick / 2} y={isLoss ? top + tall + 14 : top - 6} textAnchor="middle" className={bar.isBalance ? "value balance" : "value"}>{label}</text>
      <rect x={x - 4} y={margin.top - 20} width={thick + 8} height={base - margin.top + 20} fill="transparent" />
    </g>
  );
}

/** What makes a mark of a chart something to click, by mouse and by keyboard. */
export const leadsOn = (open: () => void) => ({
  role: "button" as const,
  tabIndex: 0,
  onClick: open,
  onKeyDown: (event: { key: string; preventDefault: () => void }) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    open();
  },
});

/** On a phone: name, floating bar, value. */
function Sideways({ pieces, currency, sentence, onOpen, width }: Sized) {
  const bars = floating(pieces);
  const { low, high } = spanOf(bars);
  const [nameWidth, valueWidth, row] = [92, 76, 32];
  const scale = scaleLinear([low, high], [nameWidth, width - valueWidth]);
  return (
    <svg width={width} height={bars.length * row} role="group" aria-label={sentence}>
      {bars.map((bar, at) => {
        const [one, other] = [scale(bar.isBalance ? low : bar.from), scale(bar.to)];
        const label = bar.isBalance ? shortMoney(bar.amount, currency) : bar.amount === 0 ? "0" : signedMoney(bar.amount, currency);
        const lead = onOpen === undefined || bar.amount === 0 ? {} : leadsOn(() => onOpen(bar.name));
        return (
          <g key={bar.name} {...lead} aria-label={`${bar.title}: ${label}`} className={onOpen === undefined ? "mark" : "mark leads"}>
            <rect x={0} y={at * row} width={width} height={row} fill="transparent" />
            <text x={0} y={at * row + 20} className="axis-text">{bar.title}</text>
            <Fill kind={kindOf(bar.name) ?? neutralKind(bar.amount < 0)} x={Math.min(one, other)} y={at * row + 8} width={Math.max(2, Math.abs(one - other))} height={16} />
            <text x={width} y={at * row + 20} textAnchor="end" className={bar.isBalance ? "value balance" : "value"}>{label}</text>
          </g>
        );
      })}
    </svg>
  );
}
