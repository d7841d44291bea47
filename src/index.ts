/** Annua as a library: a book, its reports, and the calculations that need no book. */
export { openBook, type Book, type OpenOptions, type RunParams } from "./engine/book.js";
export { diff, type DiffOptions, type DiffResult, type DiffSide } from "./engine/diff.js";
export type { ExplainParams } from "./engine/explain.js";
export type {
  ExplainedApart, ExplainedBeside, ExplainedKnob, ExplainedLine, ExplainedPart, ExplainedRate, ExplainedRest, ExplainedRestOfLines, ExplainedSource, Explanation, Figure,
} from "./catalogue/explanation.js";
export type { ImportOptions, ImportResult } from "./engine/import.js";
export type { InputOptions, InputResult, InputRow } from "./engine/import-inputs.js";
export type { CustomerInput } from "./engine/import-customers.js";
export type { EndedLines } from "./engine/whole-list.js";
export type { CustomerSearch, FoundCustomer, SearchOptions } from "./engine/customer-search.js";
export type { Close, ClosedCell, CloseOptions, Verification } from "./engine/close.js";
export type { ClosedReport } from "./engine/closed-figure.js";
export type { ClosedChange, RestatementOptions, Restating } from "./engine/closed-watch.js";
export type { AnswerCell, AnswerVerification } from "./engine/verify-answer.js";
export { nearFormulas, verifyTable, type CellVerdict, type NearFormula, type TableVerification, type VerifiedCell, type VerifyTableOptions } from "./engine/verify-table.js";
export type { DefinitionView } from "./engine/definitions.js";
export type { ImportRecord } from "./engine/import-log.js";
export type { ColumnChange, Correction } from "./engine/corrections.js";
export type { Adjustment, AnswerOptions, Decided, Decision } from "./engine/decision.js";
export type { ArrRangeView, ChoiceView, QuestionStatus, QuestionView } from "./engine/question-report.js";
export type { SaidWord, SayOptions, Statement, StatementInput } from "./engine/statement.js";
export type { TopicName } from "./domain/statements.js";
export type { ImportChange } from "./engine/record.js";
export type { PolicyVersion } from "./engine/policy-history.js";
export { drillFrom, type DrillQuestion } from "./catalogue/drill.js";
export type { Column, Provenance, ReportName, ReportResult, ReportRow } from "./catalogue/index.js";
export { calc } from "./domain/calc/calc.js";
export { defaultPolicy, presets, type Policy } from "./domain/policy.js";
export type { LineInput } from "./domain/contract.js";
export { ProblemError, type Problem } from "./domain/problem.js";
export { version } from "./domain/version.js";
