/** Wall and CPU seconds of a piece of work; medians of interleaved runs, so that a busy machine disturbs both sides alike. */
export async function timed(work) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const result = await work();
  const used = process.cpuUsage(cpu);
  return { wall: (performance.now() - start) / 1000, cpu: (used.user + used.system) / 1e6, result };
}

export async function interleaved(runs, works) {
  const taken = works.map(() => []);
  for (let run = 0; run < runs; run++) {
    for (const [index, work] of works.entries()) taken[index].push(await timed(work));
  }
  return taken.map((times) => ({ wall: quantile(times.map((t) => t.wall), 0.5), cpu: quantile(times.map((t) => t.cpu), 0.5), result: times[0].result }));
}

export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)];
}
