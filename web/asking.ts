/** Asking the server that sent this page, and keeping what it said while somebody looks. */
import { keepPreviousData, QueryClient, useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { ReportResult } from "../src/catalogue/result.js";
import type { Problem } from "../src/domain/problem.js";
import { connect, ProblemError } from "../src/client/index.js";
import type { Params } from "./params.js";

const client = connect(location.origin);

export const queries = new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, retry: (count, error) => !(error instanceof ProblemError) && count < 2, refetchOnWindowFocus: true } } });

/** What was asked, as far as it is answered. */
export interface Asked<T> {
  answer: T | undefined;
  error: Error | null;
  /** The answer is of an earlier question, and stays until the new one is answered. */
  isStale: boolean;
  again: () => void;
}

const asked = <T>({ data: answer, error, isPlaceholderData: isStale, refetch }: UseQueryResult<T, Error>): Asked<T> => ({ answer, error, isStale, again: () => void refetch() });

/** A report of the catalogue; while new parameters are answered, the figures of the old ones stay. */
export const useReport = (name: string, params: Params, { enabled = true }: { enabled?: boolean } = {}): Asked<ReportResult> =>
  asked(useQuery({
    queryKey: ["report", name, params],
    queryFn: async ({ signal }) => (await client.run(name as "waterfall", params as never, { signal })) as unknown as ReportResult,
    placeholderData: keepPreviousData,
    enabled,
  }));

/** Who is signed in, and how: with a session, a key, or as the person at the machine. */
export interface Me {
  name: string;
  role: string;
  by: "machine" | "session" | "key";
}

export const useMe = (): Asked<Me> => asked(useQuery({ queryKey: ["me"], queryFn: ({ signal }) => told<Me>("me", signal) }));

/** Whether whoever looks may answer questions: the server asks again. */
export const useMayDecide = (): boolean => ["editor", "owner"].includes(useMe().answer?.role ?? "");

/** What a term means, in whole sentences; undefined until it is known. */
export const useDefinition = (term: string): string | undefined => useQuery({ queryKey: ["define", term], staleTime: Infinity, queryFn: ({ signal }) => told<{ definition?: string }>(`define/${encodeURIComponent(term)}`, signal) }).data?.definition;

/** A doubt about the lines, with what each choice would make of ARR; or what was decided. */
export interface Question {
  id: string;
  question: string;
  subject: string;
  arr_at_stake: string;
  default_taken: string;
  choices: { choice: string; meaning: string; until: string; arr: string; effect: string }[];
  effect: string | null;
  decision: { choice: string; note: string; made_by: string; recorded_at: string } | null;
}

export const useQuestions = (status: "open" | "decided"): Asked<Question[]> => asked(useQuery({ queryKey: ["questions", status], queryFn: async ({ signal }) => (await told<{ questions: Question[] }>(`questions?status=${status}`, signal)).questions }));

/** Periods that were closed, oldest first. */
export const useCloses = (): Asked<{ period: string }[]> => asked(useQuery({ queryKey: ["closes"], queryFn: async ({ signal }) => (await told<{ closes: { period: string }[] }>("closes", signal)).closes }));

/** The names of the definitions that come with Annua. */
export const usePresets = (): string[] => useQuery({ queryKey: ["presets"], staleTime: Infinity, queryFn: ({ signal }) => told<{ presets: Record<string, unknown> }>("policy/presets", signal), select: ({ presets }) => Object.keys(presets) }).data ?? [];

/** What the API tells at a path under /api/v1. */
export async function told<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(`/api/v1/${path}`, { signal });
  const body = (await response.json()) as T & { problems?: Problem[] };
  if (!response.ok) throw new ProblemError(body.problems ?? [], response.status, response.headers.get("x-request-id") ?? undefined, undefined);
  return body;
}

export { client, ProblemError };
