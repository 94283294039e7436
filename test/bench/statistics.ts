/** The value below which a share `q` (0 to 1) of the values lies; NaN of none. */
export const quantile = (values: readonly number[], q: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
};

export interface Summary {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** p50, p95 and p99, rounded to tenths. */
export const summarize = (values: readonly number[]): Summary => ({
  p50: tenth(quantile(values, 0.5)),
  p95: tenth(quantile(values, 0.95)),
  p99: tenth(quantile(values, 0.99)),
});

export const tenth = (value: number): number => Math.round(value * 10) / 10;
