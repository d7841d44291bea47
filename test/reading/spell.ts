/** How exports spell dates and amounts. */
export const dateSpellings = ["iso", "dmy/", "dmy.", "mdy/", "31-May-2025", "May 31, 2025", "31 May 2025", "2025/05/31", "iso-time"] as const;
export type DateSpelling = (typeof dateSpellings)[number];

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export function dateAs(spelling: DateSpelling, iso: string): string {
  if (iso === "") return "";
  const [year, month, day] = iso.split("-") as [string, string, string];
  const name = months[Number(month) - 1]!;
  switch (spelling) {
    case "iso": return iso;
    case "iso-time": return `${iso}T00:00:00`;
    case "dmy/": return `${day}/${month}/${year}`;
    case "dmy.": return `${Number(day)}.${Number(month)}.${year}`;
    case "mdy/": return `${Number(month)}/${Number(day)}/${year}`;
    case "31-May-2025": return `${day}-${name}-${year}`;
    case "31 May 2025": return `${Number(day)} ${name} ${year}`;
    case "May 31, 2025": return `${name} ${Number(day)}, ${year}`;
    case "2025/05/31": return `${year}/${month}/${day}`;
  }
}

/** The order that a person would say, where digits alone are written. */
export const orderOf = (spelling: DateSpelling): "dmy" | "mdy" | undefined => (spelling.startsWith("dmy") ? "dmy" : spelling === "mdy/" ? "mdy" : undefined);

export const amountSpellings = ["1200.00", "1,200.00", "$1,200.00", "1.200,00", "1200,00", "1 200,00", "1,200", "1.200", "1'200.00", "USD 1,200.00", "1200"] as const;
export type AmountSpelling = (typeof amountSpellings)[number];

/** @param cents whole hundreds where the spelling has no decimals */
export function amountAs(spelling: AmountSpelling, cents: number): string {
  const whole = String(Math.floor(Math.abs(cents) / 100));
  const rest = String(Math.abs(cents) % 100).padStart(2, "0");
  const grouped = (mark: string) => whole.replace(/\B(?=(\d{3})+$)/g, mark);
  switch (spelling) {
    case "1200.00": return `${whole}.${rest}`;
    case "1,200.00": return `${grouped(",")}.${rest}`;
    case "$1,200.00": return `$${grouped(",")}.${rest}`;
    case "USD 1,200.00": return `USD ${grouped(",")}.${rest}`;
    case "1'200.00": return `${grouped("'")}.${rest}`;
    case "1.200,00": return `${grouped(".")},${rest}`;
    case "1200,00": return `${whole},${rest}`;
    case "1 200,00": return `${grouped("\u00a0")},${rest}`;
    case "1,200": return grouped(",");
    case "1.200": return grouped(".");
    case "1200": return whole;
  }
}

export const hasCents = (spelling: AmountSpelling): boolean => !["1,200", "1.200", "1200"].includes(spelling);

/** The mark before the decimals that a person would say. */
export const decimalOf = (spelling: AmountSpelling): "." | "," => (["1.200,00", "1200,00", "1 200,00", "1.200"].includes(spelling) ? "," : ".");
