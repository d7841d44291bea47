/** What a question cannot do without, asked for where the figures would stand. */
import type { FormEvent } from "react";
import type { Param } from "../src/catalogue/define.js";
import { useGo, useSearch } from "./route.js";
import { words } from "./words.js";

export function Needed({ lacking }: { lacking: readonly Param[] }) {
  const go = useGo();
  const search = useSearch();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    go({ search: { ...search, ...Object.fromEntries([...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value).trim()])) } });
  };
  return (
    <form className="needed" onSubmit={submit}>
      {lacking.map(({ name, sentence, choices }) => (
        <label key={name}>
          <span>{sentence}</span>
          {choices === undefined ? <input name={name} required /> : <select name={name}>{choices.map((choice) => <option key={choice}>{choice}</option>)}</select>}
        </label>
      ))}
      <button className="button primary">{words.show}</button>
    </form>
  );
}
