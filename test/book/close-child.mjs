/** Closes a PERIOD of BOOK and says on standard output how far it is, so that another process can stop it there. */
import { writeSync } from "node:fs";
import { openBook } from "../../dist/index.js";

const [path, period] = process.argv.slice(2);
const say = (text) => writeSync(1, `${text}\n`);
const book = await openBook({ path });
say("closing");
const { close_id } = await book.closePeriod(period);
say(`closed ${close_id}`);
await book.close();
