/** What was asked, always in view: the words of the question, each to be changed where it stands. */
import { useState } from "react";
import type { Param, Report } from "../src/catalogue/define.js";
import { usePresets } from "./asking.js";
import { Field, ParamField } from "./field.js";
import { periodText } from "./format.js";
import { Icon } from "./icons.js";
import { wordOf, type Params } from "./params.js";
import { useGo, useSearch } from "./route.js";
import { words } from "./words.js";

/** What the words are called in the bar, where it is not their own name. */
const labels: Readonly<Record<string, string>> = { vs: "Compare with", by: "Group by", where: "Filter", on: "Day" };
const labelOf = (name: string): string => labels[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll("_", " ")}`;

/** Of pages, not of the question. */
const silent = new Set(["from", "to", "limit", "cursor"]);
/** First what is asked of most reports. */
const order = ["on", "grain", "vs", "by", "where", "currency", "level", "method", "known_on"];
const placeOf = ({ name }: Param): number => (order.includes(name) ? order.indexOf(name) : order.indexOf("currency") + 0.5);

export function QuestionBar({ report, params }: { report: Pick<Report, "params">; params: Params }) {
  const go = useGo();
  const search = useSearch();
  const say = (said: Record<string, unknown>): void => go({ search: { ...search, ...said, open: undefined } });
  const shown = report.params.filter(({ name }) => !silent.has(name)).sort((a, b) => placeOf(a) - placeOf(b));
  const policy = wordOf(params["policy"]);
  const presets = usePresets();
  return (
    <div className="question" role="toolbar" aria-label="What is asked">
      {report.params.some(({ name }) => name === "from") && <SpanField params={params} onSay={say} />}
      {shown.map((param) => <ParamField key={`${param.name} ${String(params[param.name])}`} param={param} said={params[param.name]} label={labelOf(param.name)} onSay={(value) => say({ [param.name]: value })} />)}
      <Field label="Policy" value={policy ?? "The book's"} isSet={policy !== undefined}>
        {(close) => (
          <ul className="choices">
            {[undefined, ...presets].map((name) => <li key={name ?? ""}><button aria-pressed={name === policy} onClick={() => { say({ policy: name }); close(); }}>{name ?? "The book's"}</button></li>)}
          </ul>
        )}
      </Field>
      <CopyLink />
    </div>
  );
}

function SpanField({ params, onSay }: { params: Params; onSay: (said: Record<string, unknown>) => void }) {
  const [from, to] = [wordOf(params["from"]), wordOf(params["to"])];
  const text = from === undefined && to === undefined ? "Last 12 months" : from === to ? periodText(from!) : `${from === undefined ? "…" : periodText(from)} – ${to === undefined ? "today" : periodText(to)}`;
  return (
    <Field label="Period" value={text} isSet={from !== undefined || to !== undefined}>
      {(close) => <SpanForm from={from ?? ""} to={to ?? ""} onSay={(said) => { onSay(said); close(); }} />}
    </Field>
  );
}

function SpanForm({ from: first, to: last, onSay }: { from: string; to: string; onSay: (said: Record<string, unknown>) => void }) {
  const [from, setFrom] = useState(first);
  const [to, setTo] = useState(last);
  const year = new Date().getFullYear();
  const spans: [string, string | undefined, string | undefined][] = [["Last 12 months", undefined, undefined], [`${year}`, String(year), String(year)], [`${year - 1}`, String(year - 1), String(year - 1)], [`${year - 1} and ${year}`, String(year - 1), String(year)]];
  return (
    <form onSubmit={(event) => { event.preventDefault(); onSay({ from, to }); }}>
      <ul className="choices">{spans.map(([title, one, other]) => <li key={title}><button type="button" aria-pressed={(one ?? "") === first && (other ?? "") === last} onClick={() => onSay({ from: one, to: other })}>{title}</button></li>)}</ul>
      <div className="pair">
        <label>From<input value={from} placeholder="2026-01" onChange={(event) => setFrom(event.target.value)} /></label>
        <label>To<input value={to} placeholder="2026-Q2" onChange={(event) => setTo(event.target.value)} /></label>
      </div>
      <div className="actions"><button className="button primary">{words.apply}</button></div>
    </form>
  );
}

function CopyLink() {
  const [isCopied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(location.href).then(() => { setCopied(true); setTimeout(() => setCopied(false), 2000); });
  return <button className="copy-link" onClick={copy}><Icon name="link" size={14} />{isCopied ? words.copied : words.copyLink}</button>;
}
