/** Light or dark: as the system has it, until somebody chooses. */
export type Theme = "light" | "dark";

const systemIsDark = (): boolean => matchMedia("(prefers-color-scheme: dark)").matches;
const chosen = (): Theme | undefined => {
  const kept = localStorage.getItem("annua-theme");
  return kept === "light" || kept === "dark" ? kept : undefined;
};

export const themeNow = (): Theme => chosen() ?? (systemIsDark() ? "dark" : "light");

export function applyTheme(): void {
  document.documentElement.dataset["theme"] = themeNow();
  matchMedia("(prefers-color-scheme: dark)").onchange = applyTheme;
}

export function toggleTheme(): void {
  localStorage.setItem("annua-theme", themeNow() === "dark" ? "light" : "dark");
  applyTheme();
}
