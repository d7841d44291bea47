/** Small tables of every shape that is read, for mutations to start from. */
import type { TextTable } from "./containers.js";

const table = (above: string, body: string, below = ""): TextTable => {
  const cells = (text: string) => text.trim().split("\n").filter((line) => line.trim() !== "").map((line) => line.split("|").map((cell) => cell.trim()));
  const [header = [], ...rows] = cells(body);
  const wide = (lines: string[][]) => lines.map((line) => [...line, ...Array<string>(header.length - line.length).fill("")]);
  return { above: wide(cells(above)), header, rows, below: wide(cells(below)) };
};

const lines = table("", `
line_id|customer_id|product|start_date|end_date|amount|amount_per|quantity|currency
L1|acme|core|2024-01-01|2025-01-01|1200.00|year|1|USD
L2|acme|addon|2024-03-15|2025-03-15|99.50|month|3|USD
L3|beta|core|2024-02-29||450|month|1|USD
L4|cedar|core|2023-06-01|2026-06-01|30000|term|1|USD
L5|delta|setup fee|2024-01-10|2024-01-10|500|term|1|USD`);

const deals = table("Closed won deals of Example Inc.\nExported on 2 June 2025", `
Deal Name|Company|Product|Amount|Currency|Billing Frequency|Start Date|End Date|Stage
Acme 2024|Acme Corp|Platform|$12,000.00|USD|Annual|15/01/2024|14/01/2025|Closed Won
Acme add|Acme Corp|Analytics|$1,250.50|USD|Monthly|01/03/2024|31/12/2024|Closed Won
Beta new|Beta GmbH|Setup fee|$3,000.00|USD|One-time|20/02/2024||Closed Won
Beta new|Beta GmbH|Platform|$900.00|USD|Monthly|20/02/2024|19/02/2026|Closed Won
Cedar|Cedar & Sons|Platform|$7,777.77|USD|Quarterly|31/05/2024|30/05/2025|Closed Won`, "Total||| $24,928.27");

const european = table("", `
Kunde|Produkt|Vertragsbeginn|Vertragsende|Jahresbetrag
Grün AG|Kern|01.02.2024|31.01.2025|12.000,50
Österreich GmbH|Kern|15.03.2024|14.03.2026|1.234,56
Müller & Söhne|Archiv|31.12.2023|30.12.2024|950,00
Müller & Söhne|Kern|01.07.2024|30.06.2025|24.000,00`);

const across = table("MRR by customer\nExample Inc.", `
Customer|Segment|Jan-24|Feb-24|Mar-24|Apr-24|May-24
Acme Corp|SMB|100.00|100.00|150.00|150.00|150.00
Beta GmbH|ENT|1000.00||1000.00|1000.00|
Cedar & Sons|SMB||200.00|200.00|250.00|250.00
Delta, Inc.|ENT|50.00|50.00|0|0|75.00`, "Total||1150.00|350.00|1350.00|1400.00|475.00");

const long = table("", `
Month|Customer|Product|MRR
2024-01|Acme Corp|Core|100
2024-02|Acme Corp|Core|100
2024-03|Acme Corp|Core|120
2024-01|Beta GmbH|Core|800
2024-02|Beta GmbH|Core|800
2024-03|Cedar & Sons|Core|75.25`);

export const seedTables: Record<string, TextTable> = { lines, deals, european, across, long };
