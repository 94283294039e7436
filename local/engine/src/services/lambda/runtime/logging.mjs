import { format } from 'node:util';
import { errorPayload } from './errors.mjs';

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

/** Sends what a function logs to the engine: console calls tagged as Lambda tags them, writes to stdout and stderr as they are.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html
 * @param {import('node:worker_threads').MessagePort} port
 * @param {{ readonly requestId: string | undefined }} current */
export const patchLogging = (port, current) => {
  const json = process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON';
  const lowest = json ? Math.max(0, LEVELS.indexOf(process.env.AWS_LAMBDA_LOG_LEVEL ?? 'INFO')) : 0;
  /** @param {string} level */
  const logger = (level) => {
    if (LEVELS.indexOf(level) < lowest) return () => {};
    return (/** @type {unknown[]} */ ...values) => {
      const time = new Date().toISOString();
      const text = json
        ? jsonLine(time, level, current.requestId, values)
        : `${time}\t${current.requestId}\t${level}\t${format(...values)}`;
      port.postMessage(['log', text]);
    };
  };
  const error = logger('ERROR');
  const info = logger('INFO');
  Object.assign(console, {
    trace: logger('TRACE'),
    debug: logger('DEBUG'),
    info,
    log: info,
    warn: logger('WARN'),
    error,
    fatal: logger('FATAL'),
  });
  for (const stream of [process.stdout, process.stderr]) stream.write = rawWriter(port);
  return {
    /** @param {string} message @param {unknown} cause */
    logError: (message, cause) => (json ? error(cause) : error(`${message} \t${JSON.stringify(errorPayload(cause))}`)),
  };
};

/** Whole lines only: a line written in pieces is one log event.
 * @param {import('node:worker_threads').MessagePort} port */
const rawWriter = (port) => {
  let rest = '';
  /** @param {string | Uint8Array} chunk @param {unknown[]} others */
  return (chunk, ...others) => {
    const lines = (rest + (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line) port.postMessage(['log', line]);
    const done = others.find((other) => typeof other === 'function');
    if (done) queueMicrotask(/** @type {() => void} */ (done));
    return true;
  };
};

/** @param {string} timestamp @param {string} level @param {string | undefined} requestId @param {unknown[]} values */
const jsonLine = (timestamp, level, requestId, values) => {
  const line = { timestamp, level, requestId };
  if (values.length === 1) {
    try {
      return JSON.stringify({ ...line, message: values[0] }, errorsAsObjects);
    } catch {
      return JSON.stringify({ ...line, message: format(values[0]) });
    }
  }
  const error = values.find((value) => value instanceof Error);
  return JSON.stringify({ ...line, message: format(...values), ...(error && describe(error)) });
};

/** @param {Error} error */
const describe = (error) => ({
  errorType: error.name,
  errorMessage: error.message,
  stackTrace: error.stack?.split('\n') ?? [],
});

/** @param {string} _key @param {unknown} value */
const errorsAsObjects = (_key, value) => (value instanceof Error ? { ...describe(value), ...value } : value);
