/** Tokens and keys: random, and kept as their hashes alone. */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 32 random bytes, as text that needs no quoting anywhere. */
export const randomText = (): string => randomBytes(32).toString("base64url");

export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** Whether two hashes are one, in a time that tells nothing. */
export const isSameHash = (one: string, other: string): boolean => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
