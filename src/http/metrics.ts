/** Counters and histograms in the text format of Prometheus. Labels are routes, methods and states, never what somebody asked or who they are. */

export type Labels = Readonly<Record<string, string | number>>;

interface Family {
  name: string;
  type: "counter" | "gauge" | "histogram";
  help: string;
}

const escaped = (value: string | number): string => String(value).replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"');
const labelled = (name: string, labels: Labels): string => {
  const said = Object.entries(labels).map(([label, value]) => `${label}="${escaped(value)}"`).join(",");
  return said === "" ? name : `${name}{${said}}`;
};
const headOf = ({ name, type, help }: Family): string => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;

/** What only grows. */
export class Counter {
  private readonly values = new Map<string, number>();

  constructor(private readonly family: Omit<Family, "type">) {}

  add(labels: Labels, amount = 1): void {
    const series = labelled(this.family.name, labels);
    this.values.set(series, (this.values.get(series) ?? 0) + amount);
  }

  get text(): string {
    return headOf({ ...this.family, type: "counter" }) + [...this.values].map(([series, value]) => `${series} ${value}\n`).join("");
  }
}

interface Spread {
  labels: Labels;
  /** How many fell into each step and no smaller one. */
  counts: number[];
  sum: number;
  count: number;
}

/** How values spread over steps. */
export class Histogram {
  private readonly spreads = new Map<string, Spread>();

  constructor(private readonly family: Omit<Family, "type">, private readonly steps: readonly number[]) {}

  add(labels: Labels, value: number): void {
    const series = labelled("", labels);
    const spread = this.spreads.get(series) ?? { labels, counts: this.steps.map(() => 0), sum: 0, count: 0 };
    this.spreads.set(series, spread);
    const step = this.steps.findIndex((most) => value <= most);
    if (step >= 0) spread.counts[step]!++;
    spread.sum += value;
    spread.count++;
  }

  get text(): string {
    const { name } = this.family;
    const lines = [...this.spreads.values()].flatMap(({ labels, counts, sum, count }) => {
      let below = 0;
      const buckets = counts.map((found, at) => `${labelled(`${name}_bucket`, { ...labels, le: this.steps[at]! })} ${(below += found)}\n`);
      return [...buckets, `${labelled(`${name}_bucket`, { ...labels, le: "+Inf" })} ${count}\n`, `${labelled(`${name}_sum`, labels)} ${sum}\n`, `${labelled(`${name}_count`, labels)} ${count}\n`];
    });
    return headOf({ ...this.family, type: "histogram" }) + lines.join("");
  }
}

export interface Gauge extends Family {
  values: readonly (readonly [Labels, number])[];
}

/** What is so at this moment. */
export const gaugeText = ({ values, ...family }: Gauge): string => headOf(family) + values.map(([labels, value]) => `${labelled(family.name, labels)} ${value}\n`).join("");

const steps = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] as const;

/** What is counted of requests. */
export class RequestMetrics {
  readonly requests = new Counter({ name: "annua_http_requests_total", help: "Requests that were answered, by route." });
  readonly seconds = new Histogram({ name: "annua_http_request_seconds", help: "Seconds from a request's head to the end of its answer." }, steps);
  readonly rows = new Counter({ name: "annua_answer_rows_total", help: "Rows of reports that were answered." });
  readonly received = new Counter({ name: "annua_http_received_bytes_total", help: "Bytes of bodies that were received." });
  readonly sent = new Counter({ name: "annua_http_sent_bytes_total", help: "Bytes of answers, with their heads." });
  readonly changes = new Counter({ name: "annua_changes_total", help: "Imports, decisions, closes and other changes that ended, by what they do and how." });
  open = 0;

  get text(): string {
    return [this.requests, this.seconds, this.rows, this.received, this.sent, this.changes].map(({ text }) => text).join("");
  }
}
