/** Every doubt about the lines with its money: answered where it stands, with a note, and taken back as easily. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Report } from "../src/catalogue/define.js";
import { client, queries, useMayDecide, useQuestions, useReport, type Question } from "./asking.js";
import { Fault } from "./fault.js";
import { plainText, shortMoney, signedMoney } from "./format.js";
import { reportNamed } from "./pages.js";
import { Skeleton } from "./skeleton.js";
import { words } from "./words.js";

/** What was answered last, so that it can be taken back at once. */
interface Answered {
  id: string;
  choice: string;
}

/** So many are drawn; more by the button. */
const atOnce = 25;

export function Questions() {
  const report: Report = reportNamed("questions")!;
  const { answer: open, error, again } = useQuestions("open");
  const { answer: decided } = useQuestions("decided");
  const now = useReport("snapshot", {});
  const [answered, setAnswered] = useState<Answered>();
  const [shown, setShown] = useState(atOnce);
  const currency = now.answer?.currency ?? "USD";
  return (
    <div className="sheet">
      <section className="section">
        <div className="section-head">
          <h2>{report.title}</h2>
          <span className="hint-text">{report.sentence}</span>
          <span className="space" />
          {now.answer?.rows[0] !== undefined && <span className="figure-now">ARR <b title={plainText(now.answer.rows[0]["arr"])}>{shortMoney(String(now.answer.rows[0]["arr"]), currency)}</b>, {open?.length ?? "…"} open</span>}
        </div>
        {error !== null && <Fault error={error} onAgain={again} />}
        {open === undefined && error === null && <Skeleton />}
        {open?.length === 0 && <p className="notice">{words.noQuestion}</p>}
        <ul className="questions">{open?.slice(0, shown).map((question) => <OpenQuestion key={question.id} {...{ question, currency }} onAnswered={setAnswered} />)}</ul>
        {open !== undefined && open.length > shown && <button className="button" onClick={() => setShown(shown + atOnce)}>{words.moreQuestions(open.length - shown)}</button>}
      </section>
      {decided !== undefined && decided.length > 0 && (
        <section className="section">
          <div className="section-head"><h2>{words.decided}</h2></div>
          <ul className="questions">{decided.map((question) => <DecidedQuestion key={question.id} {...{ question, currency }} />)}</ul>
        </section>
      )}
      {answered !== undefined && <UndoToast answered={answered} onGone={() => setAnswered(undefined)} />}
    </div>
  );
}

/** Every figure may hang on it. */
const askAllAgain = (): Promise<void> => queries.invalidateQueries();

function OpenQuestion({ question, currency, onAnswered }: { question: Question; currency: string; onAnswered: (answered: Answered) => void }) {
  const [note, setNote] = useState("");
  const mayDecide = useMayDecide();
  const saying = useMutation({
    mutationFn: (choice: string) => client.answer({ question: question.id, choice, ...(note.trim() === "" ? {} : { note: note.trim() }) }, { wait: 60 }),
    onSuccess: (_, choice) => {
      onAnswered({ id: question.id, choice });
      return askAllAgain();
    },
  });
  return (
    <li className="asked">
      <p><span className="asked-id">{question.id}</span> {question.question} <small title={question.arr_at_stake}>{shortMoney(question.arr_at_stake, currency)} {words.atStake}</small></p>
      <div className="asked-choices" role="group" aria-label={words.choicesOf(question.id)}>
        {question.choices.map(({ choice, meaning, effect, arr, until }) => (
          <button key={choice} className="choice" disabled={saying.isPending || !mayDecide} onClick={() => saying.mutate(choice)}>
            <b>{choice.replaceAll("_", " ")}{until === "" ? "" : ` until ${until}`}{choice === question.default_taken ? ` · ${words.taken}` : ""}</b>
            <span>{meaning}</span>
            <span className="choice-effect" title={arr}>{/[1-9]/.test(effect) ? `ARR ${signedMoney(effect, currency)}` : words.asItIs}</span>
          </button>
        ))}
        {mayDecide && <label className="asked-note"><span className="visually-hidden">{words.noteFor(question.id)}</span><input value={note} placeholder={words.note} onChange={(event) => setNote(event.target.value)} /></label>}
      </div>
      {saying.error !== null && <Fault error={saying.error} onAgain={() => saying.reset()} />}
    </li>
  );
}

function DecidedQuestion({ question, currency }: { question: Question; currency: string }) {
  const mayDecide = useMayDecide();
  const taking = useMutation({ mutationFn: () => takenBack(question.id), onSuccess: askAllAgain });
  const { decision, effect } = question;
  return (
    <li className="asked">
      <p>
        <span className="asked-id">{question.id}</span> {question.question || question.subject} <b>{decision?.choice.replaceAll("_", " ")}</b>
        {effect !== null && <small> ARR {signedMoney(effect, currency)}</small>}
        {decision !== null && <small> {[decision.made_by, decision.recorded_at.slice(0, 10), decision.note].filter(Boolean).join(", ")}</small>}
        {mayDecide && <button className="button small" disabled={taking.isPending} onClick={() => taking.mutate()} aria-label={`${words.takeBack} ${question.id}`}>{words.takeBack}</button>}
      </p>
      {taking.error !== null && <Fault error={taking.error} onAgain={() => taking.reset()} />}
    </li>
  );
}

const takenBack = (id: string): Promise<unknown> => (id.startsWith("D") ? client.withdrawAdjustment(id, {}, { wait: 60 }) : client.withdrawAnswer(id, {}, { wait: 60 }));

function UndoToast({ answered: { id, choice }, onGone }: { answered: Answered; onGone: () => void }) {
  const all = useQueryClient();
  const undo = (): void => void takenBack(id).then(() => all.invalidateQueries()).finally(onGone);
  return (
    <div className="toast" role="status">
      {id}: {choice.replaceAll("_", " ")} <button className="button small" onClick={undo}>{words.undo}</button>
      <button className="icon-button" aria-label={words.closePanel} onClick={onGone}>×</button>
    </div>
  );
}
