import type { ProblemText } from "../problem.js";

/** Gives an entry of the problem table its parameter type. */
export const text = <P>(entry: ProblemText<P>): ProblemText<P> => entry;
