/** What a mail program shows of a message. */
export interface ReadMail {
  readonly headers: ReadonlyMap<string, string>;
  readonly text?: string;
  readonly html?: string;
}

/** Reads a MIME message: its headers by lower-case name, and the first text and HTML part of it. */
export const readMail = (source: string): ReadMail => {
  const { headers, body } = split(source);
  return { headers, ...partsOf(headers, body) };
};

const split = (source: string): { headers: Map<string, string>; body: string } => {
  const [, head = source, body = ''] = /^([\s\S]*?)\r?\n\r?\n([\s\S]*)$/.exec(source) ?? [];
  const headers = new Map<string, string>();
  for (const line of head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    if (colon > 0 && !headers.has(name)) headers.set(name, decodeWords(line.slice(colon + 1).trim()));
  }
  return { headers, body };
};

const partsOf = (headers: ReadonlyMap<string, string>, body: string): { text?: string; html?: string } => {
  const type = headers.get('content-type') ?? 'text/plain';
  const boundary = parameter(type, 'boundary');
  if (boundary !== undefined && /^multipart\//i.test(type)) {
    const parts = body.split(`--${boundary}`).slice(1);
    // The last one is what follows the closing delimiter.
    const read = parts.slice(0, -1).map((part) => {
      const inner = split(part.replace(/^[ \t]*\r?\n/, '').replace(/\r?\n$/, ''));
      return partsOf(inner.headers, inner.body);
    });
    return Object.assign({}, ...read.toReversed());
  }
  if (/^attachment/i.test(headers.get('content-disposition') ?? '')) return {};
  const content = decode(body, headers.get('content-transfer-encoding') ?? '', parameter(type, 'charset') ?? 'utf-8');
  if (/^text\/html/i.test(type)) return { html: content };
  return /^text\/plain/i.test(type) ? { text: content } : {};
};

const parameter = (value: string, name: string): string | undefined => {
  const [, quoted, plain] = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;\\s]*))`, 'i').exec(value) ?? [];
  return quoted ?? plain;
};

const decode = (body: string, encoding: string, charset: string): string => {
  if (/^base64$/i.test(encoding)) return toText(Buffer.from(body, 'base64'), charset);
  if (!/^quoted-printable$/i.test(encoding)) return body;
  return toText(unquote(body.replaceAll(/=[ \t]*\r?\n/g, '')), charset);
};

const unquote = (text: string): Buffer =>
  Buffer.concat(
    text
      .split(/(=[0-9A-F]{2})/i)
      .map((piece) => (/^=[0-9A-F]{2}$/i.test(piece) ? Buffer.from(piece.slice(1), 'hex') : Buffer.from(piece))),
  );

const toText = (bytes: Buffer, charset: string): string => {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes.toString();
  }
};

const decodeWords = (value: string): string =>
  value
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?([^?]+)\?([BQ])\?([^?]*)\?=/gi, (_whole, charset: string, encoding: string, text: string) =>
      toText(
        encoding.toUpperCase() === 'B' ? Buffer.from(text, 'base64') : unquote(text.replaceAll('_', ' ')),
        charset,
      ),
    );
