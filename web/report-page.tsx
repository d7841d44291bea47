/** Any report of the catalogue: its question, its chart, its rows, and what is behind each figure. */
import { useState } from "react";
import type { Report } from "../src/catalogue/define.js";
import type { ReportResult } from "../src/catalogue/result.js";
import { ProblemError, useReport } from "./asking.js";
import { ChartOf } from "./chart/of.js";
import { Fault, ProblemList } from "./fault.js";
import { plainText } from "./format.js";
import { Icon } from "./icons.js";
import { Needed } from "./needed.js";
import { reportNamed } from "./pages.js";
import { Panel, useOpen } from "./panel.js";
import { writeSearch, type Params } from "./params.js";
import { QuestionBar } from "./question-bar.js";
import { Questions } from "./questions.js";
import { useSearch } from "./route.js";
import { Skeleton } from "./skeleton.js";
import { SpreadTable } from "./spread-table.js";
import { Table } from "./table.js";
import { words } from "./words.js";

/** Words of the page that are none of the question. */
const ofPage = ["open", "q"];
/** Words of every question, beside the report's own. */
const ofQuestion = ["policy", "set"];

/** Of the address those words that the report knows. */
export const paramsFor = (report: Report, search: Params): Params =>
  Object.fromEntries(Object.entries(search).filter(([name]) => !ofPage.includes(name) && (ofQuestion.includes(name) || report.params.some((param) => param.name === name))));

export function ReportPage({ name }: { name: string }) {
  const report = reportNamed(name);
  if (report === undefined) return <p className="notice">There is no page called {name}.</p>;
  return report.name === "questions" ? <Questions /> : <Known report={report} />;
}

function Known({ report }: { report: Report }) {
  const params = paramsFor(report, useSearch());
  const open = useOpen();
  const [isChart, setChart] = useState(true);
  const asked = report.isList === true && params["limit"] === undefined ? { ...params, limit: "500" } : params;
  const lacking = report.params.filter(({ name, required }) => required === true && params[name] === undefined);
  const { answer: last, error, isStale, again } = useReport(report.name, asked, { enabled: lacking.length === 0 });
  const answer = last?.report === report.name && lacking.length === 0 ? last : undefined;
  return (
    <div className="with-panel">
      <div className="sheet">
        <QuestionBar report={report} params={params} />
        <section className={isStale ? "section stale" : "section"} aria-busy={answer === undefined}>
          <div className="section-head"><h2>{report.title}</h2><span className="hint-text">{report.sentence}</span><span className="space" />{answer !== undefined && <Tools {...{ answer, params, isChart, setChart }} hasChart={report.chart !== undefined} />}</div>
          {error !== null && <Refused {...{ error, report, again }} />}
          {lacking.length > 0 && <Needed lacking={lacking} />}
          {answer === undefined && error === null && lacking.length === 0 && <Skeleton />}
          {answer !== undefined && error === null && <Body {...{ report, answer, isChart, open }} />}
        </section>
      </div>
      <Panel />
    </div>
  );
}

function Body({ report, answer, isChart, open }: { report: Report; answer: ReportResult; isChart: boolean; open: ReturnType<typeof useOpen> }) {
  if (answer.rows.length === 0) return <><p className="notice">{words.empty}</p><ProblemList problems={answer.problems} /></>;
  return (
    <>
      {isChart && <ChartOf report={report} answer={answer} onOpen={open} />}
      {isSpread(report, answer) ? <SpreadTable answer={answer} onOpen={open} /> : !(isChart && report.chart?.as === "heatmap") && <Table answer={answer} onOpen={open} />}
      {answer.next_cursor !== null && <p className="hint-text">{words.rowsShown(answer.rows.length)}; filter, or set a greater limit, to see others.</p>}
      <ProblemList problems={answer.problems} />
    </>
  );
}

/** A chain of balances and movements by period stands under its chart, period by period. */
const isSpread = ({ chart }: Report, { rows, params }: ReportResult): boolean => chart?.as === "waterfall" && chart.x === "period" && rows.length > 1 && rows.length <= 36 && params["by"] === undefined && params["vs"] === undefined;

/** A question that lacks a word is asked for it; what else is wrong is told. */
function Refused({ error, report, again }: { error: Error; report: Report; again: () => void }) {
  const missing = error instanceof ProblemError ? error.problems.filter(({ code }) => code === "param-missing").map(({ message }) => message).join(" ") : "";
  const lacking = report.params.filter(({ name }) => new RegExp(`\\bneeds ${name}\\b`).test(missing));
  return lacking.length > 0 ? <Needed lacking={lacking} /> : <Fault error={error} onAgain={again} />;
}

interface ToolsProps {
  answer: ReportResult;
  params: Params;
  isChart: boolean;
  setChart: (is: boolean) => void;
  hasChart: boolean;
}

function Tools({ answer, params, isChart, setChart, hasChart }: ToolsProps) {
  const [isCopied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(tabbed(answer)).then(() => { setCopied(true); setTimeout(() => setCopied(false), 2000); });
  return (
    <div className="tools">
      {hasChart && <button className="icon-button" aria-label={isChart ? words.asTable : words.asChart} title={isChart ? words.asTable : words.asChart} onClick={() => setChart(!isChart)}><Icon name={isChart ? "table" : "chart"} /></button>}
      <button className="icon-button" aria-label={isCopied ? words.copied : words.copyTable} title={isCopied ? words.copied : words.copyTable} onClick={copy}><Icon name={isCopied ? "check" : "copy"} /></button>
      <a className="icon-button" href={`/api/v1/reports/${answer.report}${writeSearch({ ...params, format: "csv" })}`} aria-label={words.saveCsv} title={words.saveCsv}><Icon name="down" /></a>
    </div>
  );
}

/** A formula in somebody's text stays text where it is pasted. */
const guarded = (text: string): string => (/^[=+@\t\r]/.test(text) || /^-[^\d.]/.test(text) ? `'${text}` : text).replaceAll(/[\t\n\r]/g, " ");

const tabbed = ({ columns, rows }: ReportResult): string => [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ name }) => guarded(plainText(row[name]))))].map((cells) => cells.join("\t")).join("\n");
