// Runs inside each environment (a worker thread). Plain JavaScript, so that no environment has to load a type stripper.
import { parentPort, workerData } from 'node:worker_threads';
import { patchRequests } from './engine-requests.mjs';
import { errorPayload } from './errors.mjs';
import { loadHandler } from './load-handler.mjs';
import { patchLogging } from './logging.mjs';
import { makeFilesReadOnly } from './read-only-files.mjs';

/**
 * @typedef {{ requestId: string, payload: string, timeoutMs: number, functionArn: string, clientContext?: string }} Invocation
 * @typedef {(event: unknown, context: object) => unknown} Handler
 */

const port = parentPort;
if (!port) throw new Error('bootstrap.mjs runs in a worker thread only');

/** @type {{ requestId: string | undefined }} */
const current = { requestId: undefined };
const { logError } = patchLogging(port, current);
patchRequests(workerData.link);
makeFilesReadOnly(workerData.taskRoot);

/** An error outside any handler's promise ends the environment, as it ends Lambda's runtime process.
 * @param {string} message @param {unknown} error @param {number} exitCode */
const crash = (message, error, exitCode) => {
  logError(message, error);
  port.postMessage(['crash', JSON.stringify(errorPayload(error))]);
  process.exit(exitCode);
};

process.on('uncaughtException', (error) => crash('Uncaught Exception', error, 129));
process.on('unhandledRejection', (reason) => {
  const error = reason instanceof Error ? reason : new Error(String(reason));
  const rejection = Object.assign(new Error(String(error)), { name: 'Runtime.UnhandledPromiseRejection' });
  if (error.stack) rejection.stack = error.stack;
  crash('Unhandled Promise Rejection', rejection, 128);
});

// An environment is a process of its own on Lambda; here its pid is the engine's.
const { kill } = process;
process.kill = (pid, signal) => (pid === process.pid ? process.exit(137) : kill(pid, signal));

/** The second argument of a handler, as Node.js 24 has it (no callback-era members).
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 * @param {Invocation} invocation */
const contextOf = ({ requestId, functionArn, timeoutMs, clientContext }, startedAt = performance.now()) => ({
  clientContext: clientContext === undefined ? undefined : JSON.parse(clientContext),
  identity: undefined,
  invokedFunctionArn: functionArn,
  awsRequestId: requestId,
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
  memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
  getRemainingTimeInMillis: () => Math.floor(startedAt + timeoutMs - performance.now()),
});

/** @param {unknown} result */
const serialize = (result) => {
  try {
    return JSON.stringify(result === undefined ? null : result) ?? 'null';
  } catch {
    throw Object.assign(new Error('Unable to stringify response body'), { name: 'Runtime.JSONStringifyError' });
  }
};

/** @param {Handler} handler @param {Invocation} invocation */
const invoke = async (handler, invocation) => {
  let event;
  try {
    event = JSON.parse(invocation.payload);
  } catch (error) {
    port.postMessage(['unreadable', String(error)]);
    return;
  }
  current.requestId = invocation.requestId;
  try {
    port.postMessage(['done', serialize(await handler(event, contextOf(invocation)))]);
  } catch (error) {
    logError('Invoke Error', error);
    port.postMessage(['error', JSON.stringify(errorPayload(error))]);
  }
};

try {
  const handler = /** @type {Handler} */ (await loadHandler(workerData.taskRoot, workerData.handler));
  port.on('message', (invocation) => void invoke(handler, invocation));
  port.postMessage(['ready']);
} catch (error) {
  logError('Init Error', error);
  port.postMessage(['crash', JSON.stringify(errorPayload(error))]);
  process.exit(1);
}
