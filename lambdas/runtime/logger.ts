/** What a log line says beside its message; never personal data. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes log lines of one function or one call. */
export interface Logger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, error: unknown, fields?: LogFields): void;
  /** A logger whose every line carries these fields too. */
  with(fields: LogFields): Logger;
}

/** Takes one line without its end. */
type WriteLine = (line: string) => void;

/**
 * Standard output and not the console: Lambda's JSON format would put a console's JSON text into a string, but leaves
 * lines that are JSON already as they are (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html).
 */
const toStandardOutput: WriteLine = (line) => {
  process.stdout.write(`${line}\n`);
};

const describe = (error: unknown): Record<string, unknown> =>
  error instanceof Error
    ? {
        name: error.name,
        message: error.message,
        stack: error.stack,
        ...(error.cause === undefined ? {} : { cause: describe(error.cause) }),
      }
    : { message: String(error) };

/** Makes a logger of one JSON object a line, with the level and timestamp that Lambda filters by. */
export const createLogger = (fields: LogFields = {}, write: WriteLine = toStandardOutput): Logger => {
  const log = (level: 'INFO' | 'WARN' | 'ERROR', message: string, more: Record<string, unknown> = {}) =>
    write(JSON.stringify({ timestamp: new Date().toISOString(), level, message, ...fields, ...more }));
  return {
    info: (message, more) => log('INFO', message, more),
    warn: (message, more) => log('WARN', message, more),
    error: (message, error, more) => log('ERROR', message, { ...more, error: describe(error) }),
    with: (more) => createLogger({ ...fields, ...more }, write),
  };
};
