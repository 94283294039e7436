import { isUtf8 } from 'node:buffer';
import { EventEmitter } from 'node:events';
import { Readable, Writable } from 'node:stream';

const MOST_TEXT_BYTES = 65_536;

/** Stands for the socket of a request that has none: connected from the start, and idle until the answer is there. */
class PortSocket extends EventEmitter {
  connecting = false;
  /** @type {NodeJS.Timeout | undefined} */
  #timer = undefined;

  setKeepAlive() {
    return this;
  }

  setNoDelay() {
    return this;
  }

  /** @param {number} ms @param {() => void} [listener] */
  setTimeout(ms, listener) {
    clearTimeout(this.#timer);
    if (listener) this.once('timeout', listener);
    if (ms > 0) this.#timer = setTimeout(() => this.emit('timeout'), ms);
    return this;
  }

  destroy() {
    this.setTimeout(0);
    this.emit('close');
    return this;
  }
}

/** What came back, as node:http's IncomingMessage has it as far as the SDK's handler looks. */
export class PortResponse extends Readable {
  complete = false;
  httpVersion = '1.1';
  statusMessage = '';
  /** @type {Buffer} */
  #body;

  /** @param {number} status @param {Record<string, string | string[]>} headers @param {string | Uint8Array} body */
  constructor(status, headers, body) {
    super();
    this.statusCode = status;
    this.headers = headers;
    this.#body =
      typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  }

  /** @override */
  _read() {
    this.complete = true;
    if (this.#body.length > 0) this.push(this.#body);
    this.push(null);
  }
}

/** A request that goes by a port, as node:http's ClientRequest is as far as the SDK's handler looks: a stream that takes the body
 * and emits `response`, or `error`, and `close`. */
export class PortRequest extends Writable {
  /** @type {(string | Buffer)[]} */
  #chunks = [];
  #answered = false;
  #link;
  socket = new PortSocket();

  /** @param {import('node:http').RequestOptions} options
   * @param {{ send(body: string | Uint8Array, transfer: ArrayBuffer[]): void, left(answered: boolean): void }} link */
  constructor({ method, path, host }, link) {
    super({ decodeStrings: false, autoDestroy: false });
    this.method = method;
    this.path = path;
    this.host = host;
    this.#link = link;
  }

  /** @override @param {string | Buffer} chunk @param {BufferEncoding} encoding @param {() => void} done */
  _write(chunk, encoding, done) {
    const text = typeof chunk === 'string';
    this.#chunks.push(text && encoding !== 'utf8' ? Buffer.from(chunk, encoding) : chunk);
    done();
  }

  /** @override @param {() => void} done */
  _final(done) {
    const [only = '', ...others] = this.#chunks;
    // Text is posted as text where it is text: to hand a buffer over costs more than to copy what the SDK usually sends.
    if (others.length > 0) this.#sendBytes(Buffer.concat(this.#chunks.map((chunk) => Buffer.from(chunk))));
    else if (typeof only === 'string') this.#link.send(only, []);
    else if (only.length <= MOST_TEXT_BYTES && isUtf8(only)) this.#link.send(only.toString(), []);
    else this.#sendBytes(only);
    done();
  }

  /** @param {Buffer} bytes */
  #sendBytes(bytes) {
    const body = new Uint8Array(bytes);
    this.#link.send(body, [body.buffer]);
  }

  /** @param {number} status @param {Readonly<Record<string, string | readonly string[]>>} headers @param {string | Uint8Array} body */
  answered(status, headers, body) {
    this.#answered = true;
    const told = { ...headers, date: new Date().toUTCString(), connection: 'keep-alive' };
    const response = new PortResponse(status, /** @type {Record<string, string>} */ (told), body);
    this.emit('response', response);
    this.destroy();
  }

  /** @override @param {Error | null} error @param {(error?: Error | null) => void} done */
  _destroy(error, done) {
    this.#link.left(this.#answered);
    this.socket.destroy();
    const broken = this.#answered ? null : Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    done(error ?? broken);
  }
}
