/** Milliseconds that one call takes. */
export function once(work: () => unknown): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** Milliseconds that one call takes by the clock, and of the processor in all threads: on a busy machine the clock says little. */
export function cost(work: () => unknown): { readonly clock: number; readonly processor: number } {
  const start = process.cpuUsage();
  const clock = once(work);
  const { user, system } = process.cpuUsage(start);
  return { clock, processor: (user + system) / 1000 };
}

/** The middle value. */
export function median(values: number[]): number {
  return percentile(values, 0.5);
}

/** The value that this share of all values does not exceed. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
