/** Words of a question as the address has them: those of the API, so that a link and a request are one thing. */
export type Params = Record<string, string | string[]>;

export function readSearch(search: string): Params {
  const words = new URLSearchParams(search);
  return Object.fromEntries([...new Set(words.keys())].map((name) => [name, words.getAll(name).length > 1 ? words.getAll(name) : words.get(name)!]));
}

export function writeSearch(params: Record<string, unknown>): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) for (const one of [value].flat()) if (one !== undefined && one !== null && one !== "") words.append(name, String(one));
  const text = words.toString().replaceAll("%2C", ",").replaceAll("%3D", "=").replaceAll("%3A", ":").replaceAll("%2F", "/");
  return text === "" ? "" : `?${text}`;
}

export const listOf = (value: string | string[] | undefined): string[] => (value === undefined ? [] : [value].flat());

/** The first value of a word that has one. */
export const wordOf = (value: string | string[] | undefined): string | undefined => listOf(value)[0];
