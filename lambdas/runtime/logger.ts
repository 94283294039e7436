import { framesOf, loggableMessage } from '../core/shared/loggable.ts';

/** Members of a log line that only the logger writes, so that no field passes for the message, the time or the error. */
type Reserved = 'timestamp' | 'level' | 'message' | 'error';

/** What a log line says beside its message; never personal data. */
export type LogFields = Readonly<
  Record<string, string | number | boolean | undefined> & { [Name in Reserved]?: never }
>;

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

/** No text of others enters a log as it is: what a service refuses, it quotes. */
const describe = (error: unknown): Record<string, unknown> =>
  error instanceof Error
    ? {
        name: error.name,
        message: loggableMessage(error),
        stack: framesOf(error),
        ...(error.cause === undefined ? {} : { cause: describe(error.cause) }),
      }
    : { message: loggableMessage(error) };

/** Makes a logger of one JSON object a line, with the level and timestamp that Lambda filters by. */
export const createLogger = (fields: LogFields = {}, write: WriteLine = toStandardOutput): Logger => {
  const log = (level: 'INFO' | 'WARN' | 'ERROR', message: string, more: Record<string, unknown> = {}) => {
    const own = { timestamp: new Date().toISOString(), level, message };
    // First, to be read first; and last, so that they hold whatever the fields are.
    write(JSON.stringify({ ...own, ...fields, ...more, ...own }));
  };
  return {
    info: (message, more) => log('INFO', message, more),
    warn: (message, more) => log('WARN', message, more),
    error: (message, error, more) => log('ERROR', message, { ...more, error: describe(error) }),
    with: (more) => createLogger({ ...fields, ...more }, write),
  };
};
