/** Chance that repeats: the same seed gives the same choices on every machine. 32-bit integers only, no float of the platform. */

/** A seeded generator (the "small fast counter" recurrence of PractRand, 128 bits of state). */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  /** `stream` separates independent sequences of one seed. */
  constructor(seed: number, stream: number) {
    this.a = mixed(seed);
    this.b = mixed(seed ^ 0x5bf03635);
    this.c = mixed(stream + 0x1234567);
    for (let i = 0; i < 12; i++) this.next();
  }

  /** The next whole number from 0 to 2^32 - 1. */
  next(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A whole number from low to high, both possible. */
  between(low: number, high: number): number {
    return low + Math.floor((this.next() * (high - low + 1)) / 4_294_967_296);
  }

  /** True in `percent` of a hundred cases. */
  percent(percent: number): boolean {
    return this.between(1, 100) <= percent;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.between(0, list.length - 1)] as T;
  }

  /** One of the entries, each as likely as its weight. */
  weighed<T extends { weight: number }>(list: readonly T[]): T {
    let left = this.between(1, list.reduce((sum, entry) => sum + entry.weight, 0));
    for (const entry of list) {
      left -= entry.weight;
      if (left <= 0) return entry;
    }
    return list[list.length - 1] as T;
  }

  /** The list in a random order, in place. */
  shuffle<T>(list: T[]): T[] {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.between(0, i);
      [list[i], list[j]] = [list[j] as T, list[i] as T];
    }
    return list;
  }
}

/** Gives the entries of a list one after the other, over and over. */
export function inTurn<T>(list: readonly T[]): () => T {
  let at = 0;
  return () => list[at++ % list.length] as T;
}

/** Says yes each nth time it is asked, so that a rarity comes as often as wanted in every seed and never by luck. */
export function everyNth(n: number, first = 1): () => boolean {
  let asked = n - first;
  return () => ++asked % n === 0;
}

/** Spreads neighbouring seeds far apart (the finaliser of MurmurHash3). */
function mixed(seed: number): number {
  let h = seed | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
