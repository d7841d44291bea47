/** What failed, where the figure would stand: the sentence, the way to mend it, the code. */
import { ProblemError } from "./asking.js";
import type { Problem } from "../src/domain/problem.js";
import { words } from "./words.js";

export function Fault({ error, onAgain }: { error: Error; onAgain: () => void }) {
  const problems = error instanceof ProblemError ? error.problems : [];
  return (
    <div role="alert" className="fault">
      {problems.length === 0 ? <p>{words.unreachable}</p> : problems.map((problem, at) => <ProblemText key={at} problem={problem} />)}
      <button className="button small" onClick={onAgain}>{words.tryAgain}</button>
    </div>
  );
}

export const ProblemText = ({ problem: { message, remedy, code } }: { problem: Problem }) => <p>{message} {remedy} <code>{code}</code></p>;

/** What an answer says of itself: warnings under the figures. */
export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return <ul className="problems">{problems.map((problem, at) => <li key={at} className={problem.severity}><ProblemText problem={problem} /></li>)}</ul>;
}
