/** Signing in and out of a server with accounts. */
import { useState, type FormEvent } from "react";
import { ProblemError, queries, type Me } from "./asking.js";
import { Brand, Icon } from "./icons.js";
import { words } from "./words.js";

async function session(method: "POST" | "DELETE", body?: unknown): Promise<void> {
  const headers = { "x-annua": "1", ...(body === undefined ? {} : { "content-type": "application/json" }) };
  const response = await fetch("/api/v1/session", { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  if (!response.ok) throw new ProblemError(((await response.json()) as { problems: [] }).problems, response.status, undefined, undefined);
  await queries.resetQueries();
}

export function SignIn() {
  const [failure, setFailure] = useState<string>();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    session("POST", { name: form.get("name"), password: form.get("password") }).catch((error: Error) => setFailure(error.message));
  };
  return (
    <main className="sign-in">
      <form onSubmit={submit}>
        <h1><Brand /> Annua</h1>
        <label>{words.name}<input name="name" autoComplete="username" required autoFocus /></label>
        <label>{words.password}<input name="password" type="password" autoComplete="current-password" required /></label>
        {failure !== undefined && <p role="alert" className="fault">{failure}</p>}
        <button className="button primary">{words.signIn}</button>
      </form>
    </main>
  );
}

export function SignOut({ me }: { me: Me }) {
  return (
    <>
      <span className="who">{me.name}, {me.role}</span>
      <button className="icon-button" aria-label={words.signOut} title={words.signOut} onClick={() => void session("DELETE")}><Icon name="out" /></button>
    </>
  );
}
