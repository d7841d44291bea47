/** One word of a question: its name, what it says, and a place to change it. */
import { lazy, Suspense, useId, useRef, useState, type ReactNode } from "react";
import type { Param } from "../src/catalogue/define.js";
import { Icon } from "./icons.js";
import { listOf, wordOf } from "./params.js";
import { words } from "./words.js";

interface FieldProps {
  label: string;
  value: string;
  isSet: boolean;
  hint?: string | undefined;
  children: (close: () => void) => ReactNode;
}

const load = () => import("./popup.js");
const Popup = lazy(load);

export function Field({ label, value, isSet, hint, children }: FieldProps) {
  const opener = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  const prepare = (): void => void load();
  return (
    <>
      <button ref={opener} className={isSet ? "question-field set" : "question-field"} aria-haspopup="dialog" aria-expanded={isOpen} onPointerEnter={prepare} onFocus={prepare} onClick={() => setOpen(true)}>
        <span className="label">{label}</span><span className="said">{value}<Icon name="chevron" size={11} /></span>
      </button>
      {isOpen && <Suspense><Popup opener={opener} label={label} onClose={close}>{hint !== undefined && <p className="hint-text">{hint}</p>}{children(close)}</Popup></Suspense>}
    </>
  );
}

interface ParamFieldProps {
  param: Param;
  said: string | string[] | undefined;
  label: string;
  onSay: (value: string | string[] | undefined) => void;
}

export function ParamField({ param, said, label, onSay }: ParamFieldProps) {
  const text = listOf(said).map(shown).join(", ") || (param.type === "switch" ? "No" : param.default === undefined ? noneText(param) : shown(String(param.default)));
  return (
    <Field label={label} value={text} isSet={said !== undefined} hint={param.sentence}>
      {(close) => {
        const say = (value: string | string[] | undefined) => {
          onSay(value);
          close();
        };
        return param.choices !== undefined && param.type !== "list" ? <Choices param={param} said={wordOf(said)} onSay={say} /> : param.type === "switch" ? <Choices param={{ ...param, choices: ["true"] }} said={wordOf(said)} onSay={say} /> : <Typed param={param} said={said} onSay={say} />;
      }}
    </Field>
  );
}

/** "customer_product" as "Customer product"; what is no such word as it is. */
const shown = (word: string): string => (word === "true" ? "Yes" : /^[a-z_]+$/.test(word) ? `${word.charAt(0).toUpperCase()}${word.slice(1).replaceAll("_", " ")}` : word);

const noneText = ({ type, name }: Param): string => (type === "condition" ? "All" : name === "by" || name === "vs" ? "None" : name === "known_on" || name === "on" ? "Today" : "Default");

function Choices({ param, said, onSay }: { param: Param; said: string | undefined; onSay: (value: string | undefined) => void }) {
  return (
    <ul className="choices">
      <li><button aria-pressed={said === undefined} onClick={() => onSay(undefined)}>{param.type === "switch" ? "No" : param.default === undefined ? "Default" : shown(String(param.default))}</button></li>
      {param.choices!.filter((choice) => choice !== String(param.default)).map((choice) => <li key={choice}><button aria-pressed={choice === said} onClick={() => onSay(choice)}>{shown(choice)}</button></li>)}
    </ul>
  );
}

function Typed({ param, said, onSay }: { param: Param; said: string | string[] | undefined; onSay: (value: string | string[] | undefined) => void }) {
  const isConditions = param.type === "condition";
  const [text, setText] = useState(listOf(said).join(isConditions ? "\n" : ","));
  const id = useId();
  const apply = () => onSay(isConditions ? text.split("\n").map((one) => one.trim()).filter(Boolean) : text.trim() || undefined);
  return (
    <form onSubmit={(event) => { event.preventDefault(); apply(); }}>
      <label htmlFor={id} className="visually-hidden">{param.name}</label>
      {isConditions ? <textarea id={id} rows={3} value={text} placeholder={words.addFilter} onChange={(event) => setText(event.target.value)} /> : <input id={id} value={text} type={param.type === "date" ? "date" : "text"} onChange={(event) => setText(event.target.value)} />}
      <div className="actions"><button className="button primary">{words.apply}</button>{said !== undefined && <button type="button" className="button" onClick={() => onSay(undefined)}>{words.clear}</button>}</div>
    </form>
  );
}
