/** Figures over time as lines, told apart by their dash and by their name at the end. */
import { scaleLinear, scalePoint } from "d3-scale";
import { line } from "d3-shape";
import { periodText } from "../format.js";
import { labelRows, mostTicks } from "./geometry.js";
import { Gridline } from "./span.js";
import { useWidth } from "./width.js";

export interface Line {
  name: string;
  /** By place along the axis; null where it is undefined. */
  values: readonly (number | null)[];
}

interface LinesProps {
  along: readonly string[];
  lines: readonly Line[];
  text: (value: number) => string;
  sentence: string;
  /** Numbered circles over places along the axis. */
  events?: readonly { at: string; title: string }[];
  height?: number;
  /** Zero is in sight. */
  fromZero?: boolean;
}

const dashes = ["", "6 3", "2 3", "8 3 2 3", "1 4"];
const [left, bottom] = [60, 24];

export function LinesChart({ along, lines, text, sentence, events = [], height = 260, fromZero = false }: LinesProps) {
  const [frame, width] = useWidth();
  const right = lines.length > 1 ? 148 : 72;
  const values = lines.flatMap((one) => one.values).filter((value) => value !== null);
  const top = events.length > 0 ? 34 : 16;
  const [least, most] = values.length === 0 ? [0, 1] : [Math.min(...values, ...(fromZero ? [0] : [])), Math.max(...values)];
  const y = scaleLinear([least, most === least ? least + 1 : most], [height - bottom, top]).nice(mostTicks);
  const x = scalePoint([...along], [left + 8, width - right]);
  const path = line<number | null>().defined((value) => value !== null).x((_, at) => x(along[at]!)!).y((value) => y(value!));
  const ends = lines.map(({ values: own }) => own.findLast((value) => value !== null) ?? least);
  const steps = labelRows(ends.map((end) => ({ middle: y(end), width: 14, weight: end })));
  const every = Math.max(1, Math.ceil((along.length * 64) / Math.max(1, width - left - right)));
  return (
    <div ref={frame} className="chart">
      <svg width={width} height={height} role="img" aria-label={sentence}>
        {y.ticks(mostTicks).map((tick) => <Gridline key={tick} y={y(tick)} width={width} left={left} text={text(tick)} />)}
        {groupedEvents(events, x).map(({ at, numbers }) => (
          <g key={at}><line x1={at} x2={at} y1={22} y2={height - bottom} className="stem" /><rect x={at - numbers.length * 3 - 5} y={5} width={numbers.length * 6 + 10} height={16} rx={8} className="event" /><text x={at} y={17} textAnchor="middle" className="event-text">{numbers}</text></g>
        ))}
        {lines.map(({ name, values: own }, at) => <path key={name} d={path([...own]) ?? ""} className="line" strokeDasharray={dashes[at % dashes.length]} />)}
        {lines.map(({ name }, at) => <text key={name} x={width - right + 8} y={y(ends[at]!) + 4 + steps[at]! * 14} className={at === 0 ? "value balance" : "value"}>{lines.length > 1 ? `${text(ends[at]!)} ${name}` : text(ends[at]!)}</text>)}
        {along.map((place, at) => ((along.length - 1 - at) % every === 0 ? <text key={place} x={x(place)} y={height - 6} textAnchor="middle" className="axis-text">{periodText(place.split("/").at(-1)!)}</text> : null))}
      </svg>
      {events.length > 0 && <ol className="event-key">{events.map(({ at, title }, index) => <li key={`${at} ${title}`}><span className="event-number">{index + 1}</span> {title} <small>{periodText(at)}</small></li>)}</ol>}
    </div>
  );
}

/** Events closer than so many pixels share one circle: "3–4". */
const nearest = 16;

function groupedEvents(events: readonly { at: string }[], x: (place: string) => number | undefined): { at: number; numbers: string }[] {
  const groups: { at: number; first: number; last: number }[] = [];
  for (const [index, event] of events.entries()) {
    const at = x(event.at);
    const last = groups.at(-1);
    if (at === undefined) continue;
    if (last !== undefined && at - last.at < nearest) last.last = index + 1;
    else groups.push({ at, first: index + 1, last: index + 1 });
  }
  return groups.map(({ at, first, last }) => ({ at, numbers: first === last ? String(first) : `${first}–${last}` }));
}
