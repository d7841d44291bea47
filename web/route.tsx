/** The address is the only state worth keeping: a page by its name, the words of the question behind the question mark. */
import { createRootRoute, createRoute, createRouter, useNavigate, useRouterState } from "@tanstack/react-router";
import { Overview } from "./overview.js";
import { readSearch, writeSearch, type Params } from "./params.js";
import { ReportPage } from "./report-page.js";
import { Shell } from "./shell.js";

const root = createRootRoute({ component: Shell, validateSearch: (search): Params => search as Params });
const overview = createRoute({ getParentRoute: () => root, path: "/", component: Overview });
const report = createRoute({ getParentRoute: () => root, path: "/$report", component: function Page() { return <ReportPage name={report.useParams().report} />; } });

export const router = createRouter({
  routeTree: root.addChildren([overview, report]),
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  defaultPreload: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

export const useSearch = (): Params => useRouterState({ select: ({ location }) => location.search as Params });
export const usePageName = (): string => useRouterState({ select: ({ location }) => decodeURIComponent(location.pathname.slice(1)) || "overview" });

/** Goes to a page, or stays on this one with other words. A word without a value is left out. */
export function useGo(): (to: { page?: string; search: Record<string, unknown> }) => void {
  const navigate = useNavigate();
  const here = usePageName();
  return ({ page = here, search }) => {
    void navigate({ to: page === "overview" ? "/" : `/${page}`, search: Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0))) as never });
  };
}

/** A link's address. */
export const addressOf = (page: string, search: Record<string, unknown> = {}): string => `${page === "overview" ? "/" : `/${page}`}${writeSearch(search)}`;
