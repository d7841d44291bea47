/** ARR now and what moved it, on one sheet. Each figure leads to the page that it is of. */
import type { ReactNode } from "react";
import type { Report } from "../src/catalogue/define.js";
import type { ReportResult, ReportRow } from "../src/catalogue/result.js";
import { useCloses, useDefinition, useReport } from "./asking.js";
import { ChartOf } from "./chart/of.js";
import { Spark } from "./chart/spark.js";
import { Fault, ProblemList } from "./fault.js";
import { cellText, dayText, periodText, plainText, shortMoney, signedCount, signedMoney } from "./format.js";
import { PageLink } from "./link.js";
import { reportNamed } from "./pages.js";
import { Panel, useOpen } from "./panel.js";
import type { Params } from "./params.js";
import { QuestionBar } from "./question-bar.js";
import { paramsFor } from "./report-page.js";
import { useSearch } from "./route.js";
import { Skeleton } from "./skeleton.js";
import { words } from "./words.js";

const waterfall: Report = reportNamed("waterfall")!;
const asked = { params: waterfall.params.filter(({ name }) => ["from", "to", "vs", "where", "currency", "known_on"].includes(name)) };
/** The words of the overview's question that another report takes, too. */
const wordsFor = (name: string, search: Params): Params => {
  const { by: _, grain: __, vs: ___, ...own } = paramsFor(reportNamed(name)!, search);
  return own;
};

export function Overview() {
  const search = useSearch();
  const open = useOpen();
  const trend = useReport("trend", wordsFor("trend", search));
  const total = useReport("waterfall", { ...wordsFor("waterfall", search), grain: "total" });
  return (
    <div className="with-panel">
      <div className="sheet">
        <QuestionBar report={asked} params={paramsFor(waterfall, search)} />
        <Kpis search={search} trend={trend.answer} />
        <div className="split">
          <Section title={words.whatMoved} note={spanOf(total.answer)} page="waterfall" search={search} answer={total.answer} error={total.error} again={total.again}>
            {(answer) => <ChartOf report={waterfall} answer={answer} onOpen={open} />}
          </Section>
          <Section title="ARR" note={currencyOf(trend.answer)} page="trend" search={search} answer={trend.answer} error={trend.error} again={trend.again}>
            {(answer) => <ChartOf report={reportNamed("trend")!} answer={answer} onOpen={open} />}
          </Section>
        </div>
        <div className="split">
          <Alerts search={search} />
          <SinceClose />
        </div>
        <div className="section"><ProblemList problems={total.answer?.problems ?? []} /></div>
      </div>
      <Panel />
    </div>
  );
}

const currencyOf = (answer: ReportResult | undefined): string => answer?.currency ?? "";
const spanOf = (answer: ReportResult | undefined): string => (answer?.rows[0] === undefined ? "" : `${periodText(String(answer.rows[0]["period"]))}, ${answer.currency}`);

interface SectionProps {
  title: string;
  note?: string;
  page: string;
  search: Params;
  answer: ReportResult | undefined;
  error: Error | null;
  again: () => void;
  children: (answer: ReportResult) => ReactNode;
}

function Section({ title, note, page, search, answer, error, again, children }: SectionProps) {
  return (
    <section className="section">
      <div className="section-head"><h2>{title}</h2><span className="hint-text">{note}</span><span className="space" /><PageLink page={page} search={wordsFor(page, search)}>All of it</PageLink></div>
      {error !== null && <Fault error={error} onAgain={again} />}
      {answer === undefined && error === null && <Skeleton />}
      {answer !== undefined && (answer.rows.length === 0 ? <p className="notice">{words.bookEmpty}</p> : children(answer))}
    </section>
  );
}

function Kpis({ search, trend }: { search: Params; trend: ReportResult | undefined }) {
  const retention = useReport("retention", wordsFor("retention", search));
  const efficiency = useReport("efficiency", wordsFor("efficiency", search));
  const carr = useReport("carr", wordsFor("carr", search));
  const last = trend?.rows.at(-1);
  const before = trend?.rows.at(-2);
  const currency = trend?.currency ?? "USD";
  return (
    <div className="kpis">
      <Kpi hero term="arr" title={`ARR${last === undefined ? "" : `, ${periodText(String(last["period"]))}`}`} page="trend" search={search} value={last === undefined ? undefined : shortMoney(String(last["exit"]), currency)} exact={plainText(last?.["exit"])} spark={seriesOf(trend, "exit")}>
        {last !== undefined && <Change text={`${signedMoney(String(last["net_new"] ?? 0), currency)} in the period`} />}
      </Kpi>
      <RatioKpi answer={retention.answer} column="nrr" title="NRR" search={search} />
      <RatioKpi answer={retention.answer} column="grr" title="GRR" search={search} />
      <Kpi term="logo" title="Customers" page="logos" search={search} value={last === undefined ? undefined : cellText(last["customers"], columnOf(trend!, "customers"))} exact={plainText(last?.["customers"])} spark={seriesOf(trend, "customers")}>
        {last !== undefined && before !== undefined && <Change text={`${signedCount(Number(last["customers"]) - Number(before["customers"]))} in the period`} />}
      </Kpi>
      <Kpi term="carr" title="CARR" page="carr" search={search} value={carr.answer?.rows[0] === undefined ? undefined : shortMoney(String(carr.answer.rows[0]["carr"]), carr.answer.currency)} exact={plainText(carr.answer?.rows[0]?.["carr"])} spark={[]}>
        {carr.answer !== undefined && <span>{dayText(String(carr.answer.params["on"]))}</span>}
      </Kpi>
      <RatioKpi answer={efficiency.answer} column="quick_ratio" title="Quick ratio" search={search} />
    </div>
  );
}

const columnOf = (answer: ReportResult, name: string) => answer.columns.find((column) => column.name === name) ?? answer.columns[0]!;
const seriesOf = (answer: ReportResult | undefined, name: string): (number | null)[] => (answer?.rows ?? []).map((row) => (row[name] === null || row[name] === undefined ? null : Number(row[name])));

function RatioKpi({ answer, column, title, search }: { answer: ReportResult | undefined; column: string; title: string; search: Params }) {
  const last = answer?.rows.at(-1);
  const text = last === undefined ? undefined : cellText(last[column], columnOf(answer!, column));
  return (
    <Kpi term={column} title={title} page={answer?.report ?? "retention"} search={search} value={text} exact={plainText(last?.[column])} spark={seriesOf(answer, column)}>
      {last !== undefined && <span>{periodText(String(last["period"]))}</span>}
    </Kpi>
  );
}

interface KpiProps {
  term: string;
  title: string;
  page: string;
  search: Params;
  value: string | undefined;
  exact: string;
  spark: (number | null)[];
  hero?: true;
  children?: ReactNode;
}

function Kpi({ term, title, page, search, value, exact, spark, hero, children }: KpiProps) {
  const definition = useDefinition(term);
  return (
    <div className={hero === true ? "kpi hero" : "kpi"}>
      <h2 className="kpi-title" title={definition}>{title}</h2>
      <div className="kpi-row">{value === undefined ? <span className="skeleton short" aria-label={words.loading} /> : <PageLink page={page} search={wordsFor(page, search)} className="kpi-value"><span title={exact}>{value}</span></PageLink>}<Spark values={spark} width={hero === true ? 130 : 76} /></div>
      <div className="kpi-note">{children}</div>
    </div>
  );
}

function Change({ text }: { text: string }) {
  const isLoss = text.startsWith("−");
  const isNothing = !/^[+−]/.test(text);
  return <span className={isNothing ? "change" : isLoss ? "change down" : "change up"}>{isNothing ? "" : isLoss ? "▼ " : "▲ "}{text}</span>;
}

function Alerts({ search }: { search: Params }) {
  const { answer, error, again } = useReport("alerts", wordsFor("alerts", search));
  return (
    <Section title="Alerts" note={answer === undefined ? "" : `${answer.rows.length} open`} page="alerts" search={search} answer={answer} error={error} again={again}>
      {(found) => <ul className="alerts">{found.rows.slice(0, 8).map((row, at) => <AlertOf key={at} row={row} answer={found} />)}</ul>}
    </Section>
  );
}

const marks: Readonly<Record<string, string>> = { critical: "▲", warning: "◆", info: "○" };

const AlertOf = ({ row, answer }: { row: ReportRow; answer: ReportResult }) => (
  <li><span className={`mark-${String(row["severity"])}`} title={String(row["severity"])}>{marks[String(row["severity"])] ?? "○"}</span><b>{String(row["subject"])}</b><span className="n">{cellText(row["figure"], columnOf(answer, "figure"), false, String(row["unit"] ?? ""))}</span><span className="hint-text">{String(row["sentence"] ?? "")}</span></li>
);

function SinceClose() {
  const closes = useCloses();
  const last = closes.answer?.at(-1)?.period;
  const { answer, error, again } = useReport("restatement", { period: last ?? "", detail: "bridge" }, { enabled: last !== undefined });
  return (
    <section className="section">
      <div className="section-head"><h2>Since the last close</h2><span className="space" />{last !== undefined && <PageLink page="restatement" search={{ period: last }}>All of it</PageLink>}</div>
      {error !== null && <Fault error={error} onAgain={again} />}
      {closes.answer === undefined && error === null && <Skeleton />}
      {closes.answer?.length === 0 && <p className="notice">{words.noClose}</p>}
      {answer !== undefined && last !== undefined && (<ul className="bridge">{answer.rows.map((row, at) => <li key={at}><span>{String(row["line"] ?? row["state"] ?? "")}</span><span className="n" title={plainText(row["amount"])}>{cellText(row["amount"], columnOf(answer, "amount"))}</span></li>)}</ul>)}
    </section>
  );
}
