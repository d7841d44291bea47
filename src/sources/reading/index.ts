/** From the texts of a table to how they are to be read: columns, shape, numbers and dates. Pure: no file is touched. */
export { flagsOf, guessReading, leadingColumn, problemOfQuestion } from "./guess.js";
export { hasTellingColumn } from "./guess-own.js";
export type { Assumption, Guess, GuessedColumn, Hints, Question, Shape } from "./guess-types.js";
export { filtersOfText } from "./keep.js";
export { TellingRows } from "./telling-rows.js";
export { spellingOf, type Spelling } from "./spelling.js";
export { toldColumns } from "./told-columns.js";
