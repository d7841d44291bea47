/** Company names a person would give: two words and a trade, two partners, or a place. No two of the first few thousand are alike. */
import type { Random } from "./random.js";
import { cities, firstWords, industries, placeEndings, placeRoots, secondWords, surnames } from "./words.js";

/** The name of customer number `ordinal` (from 1) under a seed; `trades` are what firms of its industry call themselves. */
export function companyName(ordinal: number, seed: number, trades: (typeof industries)[number]["trades"], random: Random): string {
  const style = ordinal % 4;
  const turn = Math.floor(ordinal / 4);
  const trade = random.pick(trades);
  if (style === 0) return partners(turn, seed, trade);
  if (style === 1) return place(turn, seed, trade);
  return pair(turn * 2 + (style - 2), seed, trade);
}

function pair(turn: number, seed: number, trade: string): string {
  const count = firstWords.length * secondWords.length;
  const at = spread(turn, seed, count, 2_297);
  return `${firstWords[at % firstWords.length]} ${secondWords[Math.floor(at / firstWords.length)]} ${trade}${again(turn, count)}`;
}

function partners(turn: number, seed: number, trade: string): string {
  const count = surnames.length * (surnames.length - 1);
  const at = spread(turn, seed, count, 1_223);
  const first = at % surnames.length;
  const second = (first + 1 + Math.floor(at / surnames.length)) % surnames.length;
  return `${surnames[first]} & ${surnames[second]} ${trade}${again(turn, count)}`;
}

function place(turn: number, seed: number, trade: string): string {
  const count = placeRoots.length * placeEndings.length;
  const at = spread(turn, seed, count, 142);
  return `${placeRoots[at % placeRoots.length]} ${placeEndings[Math.floor(at / placeRoots.length)]} ${trade}${again(turn, count)}`;
}

/** Meets each of `count` pairs once before any comes again: `step` shares no factor with the count and is far from its neighbours. */
function spread(turn: number, seed: number, count: number, step: number): number {
  return ((turn % count) * step + (seed % 1_000_003) * 31) % count;
}

/** Once every pair has been used, the firms of the next round are told apart by a city. */
function again(turn: number, count: number): string {
  const round = Math.floor(turn / count);
  return round === 0 ? "" : ` ${cities[(round - 1) % cities.length]}`;
}
