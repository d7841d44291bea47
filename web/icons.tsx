/** Pictograms of 16 px: one stroke, the colour of the text beside them. */
const paths: Readonly<Record<string, string>> = {
  overview: "M2 2h5v5H2zM9 2h5v3H9zM9 7h5v7H9zM2 9h5v5H2z", waterfall: "M2 14V8h3v6M6.5 8V4h3v4M11 14V3h3v11M1 14h14", retention: "M13 5a6 6 0 1 0 1 5M14 2v4h-4",
  cohorts: "M2 2h12M2 6h9M2 10h6M2 14h3", trend: "M1 12l4-4 3 2 6-7M10 3h4v4", expansion: "M8 14V3M4 7l4-4 4 4M3 14h10", products: "M2 5l6-3 6 3v6l-6 3-6-3zM2 5l6 3 6-3M8 8v6",
  customers: "M6 7a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM1.5 14c0-3 2-4.5 4.5-4.5s4.5 1.5 4.5 4.5M11 2.5a2.5 2.5 0 0 1 0 4.5M12.5 9.8c1.4.6 2 2 2 4.2",
  owners: "M3 2h8l2 2v10H3zM6 2v12", renewals: "M2 3h12v11H2zM2 6.5h12M5 1.5v3M11 1.5v3", alerts: "M1 8h3l2-5 3 10 2-5h4", plan: "M2 4h6M12 4h2M2 12h2M8 12h6M10 2.5v3M6 10.5v3",
  forecast: "M1 12l4-3 3 1 3-4M11 6l4-3", revenue: "M1 4h14v8H1zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z", efficiency: "M2 12a6 6 0 1 1 12 0M8 12l3-4", benchmarks: "M2 14V6M6 14V2M10 14V9M14 14V4",
  questions: "M8 15A7 7 0 1 0 8 1a7 7 0 0 0 0 14zM6 6.2A2 2 0 1 1 8.6 8c-.5.2-.6.5-.6 1.2M8 11.6v.2", definitions: "M3 2h10v12H3zM6 5h4M6 8h4", restatement: "M2 8a6 6 0 1 0 2-4.5M2 1.5v3h3M8 5v3.5l2 1.5",
  check: "M2 2h12v12H2zM5 8l2 2 4-4", more: "M3 8h.1M8 8h.1M13 8h.1", search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.8 10.8L14 14", theme: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 2v12",
  copy: "M5 5h9v9H5zM2 11V2h9", down: "M8 2v8M4.5 7L8 10.5 11.5 7M2 14h12", close: "M3 3l10 10M13 3L3 13", chevron: "M4 6l4 4 4-4", link: "M6.5 9.5l3-3M7 4l1.5-1.5a3 3 0 0 1 4.5 4.5L11.5 8.5M9 12l-1.5 1.5A3 3 0 0 1 3 9l1.5-1.5",
  table: "M2 2.5h12v11H2zM2 6h12M6 6v7.5", chart: "M2 14h12M4 14V8M8 14V3M12 14V6", out: "M9 2H3v12h6M7 8h7M11.5 5.5L14 8l-2.5 2.5",
};

export function Icon({ name, size = 16 }: { name: string; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={paths[name] ?? paths["table"]} />
    </svg>
  );
}

export function Brand() {
  return (
    <svg width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" aria-hidden="true">
      <path d="M4 20C4 11 11 4 20 4M9 20C9 14 14 9 20 9M14 20C14 16.5 16.5 14 20 14" />
    </svg>
  );
}
