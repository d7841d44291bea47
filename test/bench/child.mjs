/** One job in a process of its own, so that its peak memory is its own: import FILE into BOOK, answer the waterfall, say what it took. */
import { openBook } from "../../dist/index.js";

const [file, book] = process.argv.slice(2);
const policy = { fx: { rates: { EUR: "1.10", GBP: "1.27" } } };
const opened = await openBook({ path: book, policy });
const start = performance.now();
const result = await opened.import(file, { allowRejects: true });
const imported = (performance.now() - start) / 1000;
await opened.run("waterfall", {});
await opened.close();
const used = process.resourceUsage();
console.log(JSON.stringify({ read: result.read, used: result.used, imported, cpu: (used.userCPUTime + used.systemCPUTime) / 1e6, peak: used.maxRSS / 1024 }));
