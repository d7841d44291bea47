/** A value read as it was written; the text says what was expected where it does not fit. */
export type Reading<T> = { value: T } | { expected: string; nearest?: string | undefined };
