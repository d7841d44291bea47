/** Moments as answers tell them: ISO 8601 in UTC, such as 2026-11-23T22:08:57.123Z; and as a person at a terminal reads them, under a title that says UTC. */

/** @param timestamp as the engine writes one, in UTC */
export const instantOf = (timestamp: unknown): string => `${String(timestamp).replace(" ", "T")}Z`;

/** 2026-11-23 22:08 @param characters 16 up to the minute, 19 up to the second */
export const readInstant = (instant: string, characters: 16 | 19): string => instant.slice(0, characters).replace("T", " ");
