import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isoDate } from "../../domain/calendar.js";
import type { DateOrder } from "../profile/profile.js";
import { dateSpelling, readDate, readMonth } from "./date-style.js";

function read(texts: string[], order?: DateOrder): (string | undefined)[] | string | undefined {
  const spelled = dateSpelling(texts, order);
  if (spelled === undefined) return undefined;
  if (spelled.kind === "both_orders") return spelled.kind;
  return spelled.doubtful === undefined ? texts.map((text) => readDate(text, spelled.style)) : `doubtful ${spelled.doubtful}`;
}

describe("a column of dates", () => {
  const cases: [name: string, texts: string[], read: ReturnType<typeof read>][] = [
    ["ISO", ["2025-05-31", "2025/6/1", "20250702"], ["2025-05-31", "2025-06-01", "2025-07-02"]],
    ["days that are not there", ["2025-02-30", "2025-02-28", "2025-03-01"], [undefined, "2025-02-28", "2025-03-01"]],
    ["names of months", ["31-May-2025", "May 31, 2025", "31 May 2025", "1st June 2025", "Sept. 3, 2025", "5-Mar-24", "Mon, 3 Mar 2025", "2025-May-31"], ["2025-05-31", "2025-05-31", "2025-05-31", "2025-06-01", "2025-09-03", "2024-03-05", "2025-03-03", "2025-05-31"]],
    ["day first, as one value shows", ["03/04/2025", "31/12/2025"], ["2025-04-03", "2025-12-31"]],
    ["month first, as one value shows", ["3/4/2025", "12/31/2025"], ["2025-03-04", "2025-12-31"]],
    ["nothing shows the order", ["03/04/2025", "05/06/2025"], "doubtful 03/04/2025"],
    ["both orders", ["31/12/2025", "12/31/2025"], "both_orders"],
    ["order does not matter", ["05/05/2025", "06/06/2025"], ["2025-05-05", "2025-06-06"]],
    ["points are for days first", ["01.02.2025", "31.12.2025"], ["2025-02-01", "2025-12-31"]],
    ["short years", ["12/31/25", "1/2/99"], ["2025-12-31", "1999-01-02"]],
    ["short years behind dashes may be days", ["25-01-31", "25-02-28"], undefined],
    ["days of workbooks", ["44713", "45292.75"], ["2022-06-01", "2024-01-01"]],
    ["seconds and milliseconds since 1970", ["1717236000"], ["2024-06-01T10:00:00Z"]],
    ["milliseconds", ["1717236000000"], ["2024-06-01T10:00:00Z"]],
    ["amounts are no days", ["1200", "99000"], undefined],
    ["times", ["2024-01-29 5:00:00", "2025-05-22 16:15:30-07:00", "2025-05-22T16:15:30.123Z", "3/31/2025 12:00:00 AM", "3/31/2025 1:30 PM", "2025-05-22 10:00:00 UTC"], ["2024-01-29T05:00:00", "2025-05-22T16:15:30-07:00", "2025-05-22T16:15:30.123Z", "2025-03-31T00:00:00", "2025-03-31T13:30:00", "2025-05-22T10:00:00Z"]],
    ["hours that are not there", ["2025-05-22 25:00:00", "2025-05-22 10:00:00", "2025-05-22 13:00 PM", "2025-05-22 9:30", "2025-05-22"], [undefined, "2025-05-22T10:00:00", undefined, "2025-05-22T09:30:00", "2025-05-22"]],
    ["months", ["Jan-24", "Feb 2024", "2024-03", "04/2024", "May'24"], ["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01", "2024-05-01"]],
    ["words", ["Acme", "soon"], undefined],
    ["a word among dates", ["2025-01-01", "2025-02-01", "TBD"], ["2025-01-01", "2025-02-01", undefined]],
  ];
  test.each(cases)("%s", (_, texts, expected) => expect(read(texts.filter((text) => text !== ""))).toEqual(expected));

  test("is read in the order that someone stated, and what does not fit is refused", () => {
    expect(read(["03/04/2025", "31/12/2025", "12/31/2025"], "dmy")).toEqual(["2025-04-03", "2025-12-31", undefined]);
    expect(read(["03/04/2025", "31/12/2025", "12/31/2025"], "mdy")).toEqual(["2025-03-04", undefined, "2025-12-31"]);
  });

  test("tells which rows are which where both orders occur", () => {
    expect(dateSpelling(["01/02/2025", "31/12/2025", "12/31/2025"])).toEqual({ kind: "both_orders", dmy: [1], mdy: [2] });
  });

  test.each([["Jan-24", "2024-01-01"], ["January 2024", "2024-01-01"], ["2024M03", "2024-03-01"], ["202404", "2024-04-01"], ["2024/5", "2024-05-01"], ["06/2024", "2024-06-01"], ["2024 Jul", "2024-07-01"], ["13/2024", undefined], ["FY24", undefined], ["Mars", undefined], ["2024", undefined]])("month %s", (text, month) => expect(readMonth(text)).toBe(month));
});

describe("any date in any style", () => {
  const short = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const parts = (iso: string) => ({ y: iso.slice(0, 4), m: iso.slice(5, 7), d: iso.slice(8, 10), name: short[Number(iso.slice(5, 7)) - 1]! });
  const writers: Record<string, (iso: string) => string> = {
    iso: (iso) => iso,
    "d/m/y": (iso) => `${parts(iso).d}/${parts(iso).m}/${parts(iso).y}`,
    "m/d/y": (iso) => `${parts(iso).m}/${parts(iso).d}/${parts(iso).y}`,
    "m/d/y without noughts": (iso) => `${Number(parts(iso).m)}/${Number(parts(iso).d)}/${parts(iso).y}`,
    "d-m-y": (iso) => `${parts(iso).d}-${parts(iso).m}-${parts(iso).y}`,
    "d.m.y": (iso) => `${parts(iso).d}.${parts(iso).m}.${parts(iso).y}`,
    "m/d/yy": (iso) => `${Number(parts(iso).m)}/${Number(parts(iso).d)}/${parts(iso).y.slice(2)}`,
    "y/m/d": (iso) => iso.replaceAll("-", "/"),
    "d-Mon-y": (iso) => `${parts(iso).d}-${parts(iso).name}-${parts(iso).y}`,
    "d-Mon-yy": (iso) => `${parts(iso).d}-${parts(iso).name}-${parts(iso).y.slice(2)}`,
    "Mon d, y": (iso) => `${parts(iso).name} ${Number(parts(iso).d)}, ${parts(iso).y}`,
    serial: (iso) => String(Math.round(Date.parse(iso) / 86_400_000) + 25_569),
    compact: (iso) => iso.replaceAll("-", ""),
    "d/m/y with a time": (iso) => `${parts(iso).d}/${parts(iso).m}/${parts(iso).y} 10:30`,
  };
  const dates = fc.array(fc.integer({ min: 7_305, max: 36_524 }).map(isoDate), { minLength: 1, maxLength: 20 });

  test.each(Object.entries(writers))("%s: read as it was meant, or said to be doubtful", (_, write) => {
    fc.assert(fc.property(dates, (isos) => {
      const texts = isos.map(write);
      const spelled = dateSpelling(texts);
      expect(spelled?.kind).toBe("date");
      if (spelled?.kind !== "date") return;
      for (const [i, text] of texts.entries()) {
        const day = readDate(text, spelled.style)?.slice(0, 10);
        if (day !== undefined || spelled.doubtful === undefined) expect(day).toBe(isos[i]);
      }
    }), { numRuns: 200 });
  });

  test("one day over twelve is enough to read all", () => {
    fc.assert(fc.property(dates, fc.constantFrom("d/m/y", "m/d/y"), (isos, style) => {
      const all = [...isos, "2025-12-31"];
      expect(read(all.map(writers[style]!))).toEqual(all);
    }), { numRuns: 200 });
  });
});
