// Carries a function's AWS calls to the engine over a message port. The SDK is as it was deployed: it calls node:http as ever.
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { PortRequest } from './port-request.mjs';

/**
 * @typedef {{ port: import('node:worker_threads').MessagePort, host: string, tcpPort: number }} EngineLink
 * @typedef {(response: import('./port-request.mjs').PortResponse) => void} Answered
 */

/** Has signed requests to the engine's AWS endpoint go by the port, in the form in which the SDK's handler makes them; every
 * other request goes the usual way.
 * @param {EngineLink} link */
export const patchRequests = ({ port, host, tcpPort }) => {
  /** @type {Map<number, PortRequest>} */
  const waiting = new Map();
  let last = 0;
  port.on('message', (/** @type {import('../../../hops.ts').Answered} */ [id, status, headers, body]) => {
    waiting.get(id)?.answered(status, headers, body);
  });
  port.on('close', () => {
    for (const request of waiting.values()) request.destroy(hungUp());
  });
  // A port that nothing is expected from does not keep an environment alive.
  port.unref();

  /** @param {import('node:http').RequestOptions} options @param {Answered} onAnswered */
  const requestByPort = (options, onAnswered) => {
    last += 1;
    const id = last;
    const request = new PortRequest(options, {
      send: (body, transfer) => {
        waiting.set(id, request);
        port.ref();
        port.postMessage([id, options.method, options.path, textHeaders(options.headers), body], transfer);
      },
      left: (answered) => {
        if (!waiting.delete(id)) return;
        if (!answered) port.postMessage([id]);
        if (waiting.size === 0) port.unref();
      },
    });
    if (onAnswered) request.once('response', onAnswered);
    return request;
  };

  const { request } = http;
  /** @param {any[]} values */
  const patched = (...values) => {
    const [options, onAnswered] = values;
    return isForEngine(options, host, tcpPort)
      ? requestByPort(options, onAnswered)
      : Reflect.apply(request, http, values);
  };
  http.request = /** @type {typeof request} */ (patched);
  syncBuiltinESMExports();
};

/** @param {unknown} options @param {string} host @param {number} tcpPort */
const isForEngine = (options, host, tcpPort) => {
  if (typeof options !== 'object' || options === null || options instanceof URL) return false;
  const {
    host: named,
    port,
    method,
    path,
    headers,
    auth,
  } = /** @type {import('node:http').RequestOptions} */ (options);
  if (named !== host || port !== tcpPort || !method || !path || auth || !headers || Array.isArray(headers))
    return false;
  return (
    isSigned(/** @type {import('node:http').OutgoingHttpHeaders} */ (headers)) &&
    Object.values(headers).every(isPlain) &&
    PATH.test(path)
  );
};

/** @param {import('node:http').OutgoingHttpHeaders} headers */
const isSigned = ({ authorization, Authorization = authorization, expect, Expect = expect }) =>
  Expect === undefined && typeof Authorization === 'string' && Authorization.startsWith('AWS4-HMAC-SHA256 ');

// What else node:http is given, it has its own words about.
const PATH = /^\/[\x21-\x7e]*$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
/** @param {import('node:http').OutgoingHttpHeader | undefined} value */
const isPlain = (value) => typeof value === 'number' || (typeof value === 'string' && HEADER_VALUE.test(value));

/** @param {any} headers */
const textHeaders = (headers) => {
  /** @type {Record<string, string>} */
  const texts = {};
  for (const name of Object.keys(headers)) texts[name.toLowerCase()] = String(headers[name]).trim();
  return texts;
};

/** As a socket that is closed before the answer. */
const hungUp = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
