/** What stands around every page: navigation, title, who is signed in. */
import { Outlet } from "@tanstack/react-router";
import { useState } from "react";
import { ProblemError, useMe } from "./asking.js";
import { Brand, Icon } from "./icons.js";
import { otherReports, pageGroups, pageTitle } from "./pages.js";
import { PageLink } from "./link.js";
import { usePageName, useSearch } from "./route.js";
import { SignIn, SignOut } from "./sign-in.js";
import { themeNow, toggleTheme } from "./theme.js";
import { words } from "./words.js";

export function Shell() {
  const page = usePageName();
  const me = useMe();
  if (me.error instanceof ProblemError && me.error.status === 401) return <SignIn />;
  return (
    <div className="app">
      <a className="skip" href="#sheet">{words.skip}</a>
      <Navigation page={page} />
      <div className="main">
        <header className="top">
          <h1>{pageTitle(page)}</h1>
          <span className="space" />
          <ThemeButton />
          {me.answer?.by === "session" && <SignOut me={me.answer} />}
        </header>
        <main id="sheet" className="page" tabIndex={-1}><Outlet /></main>
      </div>
    </div>
  );
}

/** What a link to another page takes along: the span and the definition, and nothing that belongs to this page alone. */
const kept = ["from", "to", "grain", "currency", "policy", "set", "known_on", "where"];

function Navigation({ page }: { page: string }) {
  const search = useSearch();
  const [isOpen, setOpen] = useState(false);
  const along = Object.fromEntries(kept.filter((name) => search[name] !== undefined).map((name) => [name, search[name]]));
  const item = (name: string) => (
    <PageLink key={name} page={name} search={along} className={name === page ? "on" : ""} isCurrent={name === page} onGo={() => setOpen(false)}>
      <Icon name={name} /><span>{pageTitle(name)}</span>
    </PageLink>
  );
  const others = otherReports();
  return (
    <nav className={isOpen ? "nav open" : "nav"} aria-label={words.pages}>
      <div className="brand"><Brand /><b>Annua</b><button className="menu" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{words.menu}</button></div>
      <div className="nav-items">
        {pageGroups.map(({ title, pages }, at) => (
          <div key={title ?? at} className="nav-group">{title !== undefined && <h2>{title}</h2>}{pages.map(item)}</div>
        ))}
        <details className="nav-group" open={others.includes(page)}><summary>{words.more}</summary>{others.map(item)}</details>
      </div>
    </nav>
  );
}

function ThemeButton() {
  const [theme, setTheme] = useState(themeNow());
  const toggle = () => {
    toggleTheme();
    setTheme(themeNow());
  };
  return <button className="icon-button" onClick={toggle} aria-label={words.theme(theme)} title={words.theme(theme)}><Icon name="theme" /></button>;
}
