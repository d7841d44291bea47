/** Chance that can be had again: one number names a case, and whoever sees it fail types that number to see it fail again. */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995;
    // the first throws of neighbouring seeds are alike
    for (let i = 0; i < 8; i++) this.below(2);
  }

  /** A whole number from 0 to below `most`. */
  below(most: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most;
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  one<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }

  /** True so many times in a hundred. */
  often(percent: number): boolean {
    return this.below(100) < percent;
  }

  shuffled<T>(all: readonly T[]): T[] {
    const rest = [...all];
    for (let at = rest.length - 1; at > 0; at--) {
      const other = this.below(at + 1);
      [rest[at], rest[other]] = [rest[other]!, rest[at]!];
    }
    return rest;
  }
}
