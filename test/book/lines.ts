/** Plain contract lists of any length, for tests that need a file and not a company. */
export function contractCsv(lines: number, price = 100): string {
  const rows = ["line_id,customer_id,product,start_date,end_date,amount,amount_per,segment"];
  for (let line = 0; line < lines; line++) {
    const year = 2021 + (line % 4);
    rows.push(`L${line},c${line % Math.ceil(lines / 4)},core,${year}-0${(line % 9) + 1}-15,${year + 1}-0${(line % 9) + 1}-15,${price + (line % 7)}.50,month,${line % 2 ? "smb" : "ent"}`);
  }
  return `${rows.join("\n")}\n`;
}
