/** Prints what went wrong, or with `verbose` everything; the whole log is in CloudWatch Logs. */
export const logPrinter =
  (verbose: boolean) =>
  (source: string, line: string): void => {
    if (verbose || source === 'engine' || /"level":\s*"(WARN|ERROR|FATAL)"|\b(WARN|ERROR)\b/.test(line))
      console.log(`[${source}] ${line}`);
  };
