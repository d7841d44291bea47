import { DuckDBInstance } from "@duckdb/node-api";

/** Changes a book behind its back. */
export async function tamper(path: string, sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}
