/** What is behind a figure, level under level, beside the page. The address holds every level. */
import { useEffect, useRef } from "react";
import type { DrillQuestion } from "../src/catalogue/drill.js";
import { useReport } from "./asking.js";
import { Fault } from "./fault.js";
import { Icon } from "./icons.js";
import { PageLink } from "./link.js";
import { pageTitle } from "./pages.js";
import { listOf, readSearch, writeSearch, type Params } from "./params.js";
import { useGo, useSearch } from "./route.js";
import { Table } from "./table.js";
import { words } from "./words.js";

/** A level as the address has it: "Churn, Oct 2025|movements?from=2025-10". */
interface Level {
  title: string;
  report: string;
  params: Params;
}

export const writeLevel = (title: string, { report, params }: DrillQuestion): string => `${title.replaceAll("|", " ")}|${report}${writeSearch(params)}`;

function readLevel(text: string): Level {
  const [title = "", question = ""] = text.split("|");
  const [report = "", search = ""] = question.split("?");
  return { title, report, params: readSearch(search) };
}

/** Opens a level below the page, or below the level at a place. */
export function useOpen(): (question: DrillQuestion, title: string, below?: number) => void {
  const go = useGo();
  const search = useSearch();
  return (question, title, below = 0) => go({ search: { ...search, open: [...listOf(search["open"]).slice(0, below), writeLevel(title, question)] } });
}

export function Panel() {
  const go = useGo();
  const search = useSearch();
  const open = useOpen();
  const levels = listOf(search["open"]).map(readLevel);
  const frame = useRef<HTMLElement>(null);
  const upTo = (count: number): void => go({ search: { ...search, open: listOf(search["open"]).slice(0, count) } });
  useEffect(() => frame.current?.focus(), [levels.length]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape") upTo(0);
      else if (event.key === "Backspace" && !(event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement)) upTo(levels.length - 1);
    };
    if (levels.length === 0) return;
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
  if (levels.length === 0) return null;
  return (
    <aside className="panel" aria-label={words.behind} tabIndex={-1} ref={frame}>
      <nav className="crumb" aria-label="Trail">
        {levels.map(({ title }, at) => (at === levels.length - 1 ? <b key={at} aria-current="step">{title}</b> : <button key={at} onClick={() => upTo(at + 1)}>{title}<span aria-hidden="true"> ›</span></button>))}
        <span className="space" />
        <button className="icon-button" aria-label={words.closePanel} onClick={() => upTo(0)}><Icon name="close" /></button>
      </nav>
      {levels.map((level, at) => <LevelOf key={`${at} ${level.title}`} level={level} isCurrent={at === levels.length - 1} onOpen={(question, title) => open(question, title, at + 1)} />)}
    </aside>
  );
}

function LevelOf({ level: { title, report, params }, isCurrent, onOpen }: { level: Level; isCurrent: boolean; onOpen: (question: DrillQuestion, title: string) => void }) {
  const { answer, error, again } = useReport(report, params);
  return (
    <section className={isCurrent ? "level current" : "level"}>
      <h3>{title}<span className="space" /><PageLink page={report} search={params}>{pageTitle(report)}</PageLink></h3>
      {error !== null && <Fault error={error} onAgain={again} />}
      {answer === undefined && error === null && <div className="skeleton" aria-label={words.loading} />}
      {answer !== undefined && (answer.rows.length === 0 ? <p className="hint-text">{words.empty}</p> : <Table answer={answer} onOpen={onOpen} isNarrow />)}
    </section>
  );
}
