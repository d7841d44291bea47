/** A progress bar on standard error: on a terminal only, and only for work of over a second. */
import { beforeWriting, type Shell } from "./shell.js";

/** As much of cli-progress as is used; it brings no types. */
interface Bar {
  start(total: number, done: number, payload: Record<string, string>): void;
  update(done: number, payload: Record<string, string>): void;
  setTotal(total: number): void;
  stop(): void;
}

interface CliProgress {
  SingleBar: new (options: Record<string, unknown>) => Bar;
  Format: { BarFormat: (progress: number, options: Record<string, unknown>) => string };
}

interface Drawn {
  value: number;
  total: number;
  progress: number;
}

const patience = 1000;

const sayings: Record<string, string> = { reading: "Reading", landing: "Judging rows", deriving: "Working out ARR", committing: "Finishing", writing: "Writing" };

export class ProgressBar {
  private bar: Bar | undefined;
  private phase = "";
  private done = 0;
  private total = 1;
  private readonly since = performance.now();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly shell: Shell) {
    beforeWriting.add(this.withdraw);
  }

  readonly tell = (phase: string, done: number, total: number): void => {
    [this.phase, this.done, this.total] = [sayings[phase] ?? phase, done, Math.max(total, 1)];
    if (this.shell.stderr.isTTY === true) this.timer ??= setTimeout(() => void this.appear(), patience).unref();
    this.bar?.setTotal(this.total);
    this.bar?.update(this.done, { phase: this.phase });
  };

  stop(): void {
    this.withdraw();
    beforeWriting.delete(this.withdraw);
  }

  /** Leaves the terminal to others; the next step of long work brings it back. */
  private readonly withdraw = (): void => {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.bar?.stop();
    this.bar = undefined;
  };

  private async appear(): Promise<void> {
    const waited = this.timer;
    const imported = (await import("cli-progress" as string)) as { default: CliProgress };
    if (waited === undefined || this.timer !== waited) return;
    const { SingleBar, Format } = imported.default;
    const format = (options: Record<string, unknown>, drawn: Drawn, { phase }: { phase: string }): string =>
      drawn.value === 0 ? `${phase}… ${this.seconds()} s` : `${phase} ${Format.BarFormat(drawn.progress, options)} ${Math.floor(drawn.progress * 100)}%`;
    this.bar = new SingleBar({ format, stream: this.shell.stderr, clearOnComplete: true, hideCursor: true, barCompleteChar: "━", barIncompleteChar: "╌", barsize: 30, fps: 4 });
    this.bar.start(this.total, this.done, { phase: this.phase });
  }

  /** How long it has taken so far: what can be said where no part of it is known to be done. */
  private seconds(): number {
    return Math.round((performance.now() - this.since) / 1000);
  }
}
