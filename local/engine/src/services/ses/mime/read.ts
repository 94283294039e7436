import PostalMime, { addressParser, decodeWords } from 'postal-mime';

/** What a mail program shows of a message. */
export interface ReadMail {
  readonly headers: ReadonlyMap<string, string>;
  readonly text?: string;
  readonly html?: string;
  readonly attachments: readonly Uint8Array[];
}

/** Reads a MIME message: its headers by lower-case name, its text and HTML, and what is attached. */
export const readMail = async (source: string): Promise<ReadMail> => {
  const { text, html, attachments } = await PostalMime.parse(source, { attachmentEncoding: 'arraybuffer' });
  return {
    headers: readHeaders(source),
    attachments: attachments.map(({ content }) =>
      typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
    ),
    ...(text !== undefined && { text: withoutLastBreak(text) }),
    ...(html !== undefined && { html: withoutLastBreak(html) }),
  };
};

/** Reads the headers alone, at once; of those that are repeated, the first. */
export const readHeaders = (source: string): ReadonlyMap<string, string> => {
  const [head = ''] = source.split(/\r?\n\r?\n/, 1);
  const headers = new Map<string, string>();
  for (const line of head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    if (colon > 0 && !headers.has(name)) headers.set(name, decodeWords(line.slice(colon + 1).trim()));
  }
  return headers;
};

/** The plain addresses of a header such as `"Doe, Jane" <jane@example.com>, joe@example.com`. */
export const addressesIn = (header: string): readonly string[] =>
  addressParser(header, { flatten: true }).flatMap(({ address }) => address || []);

/** The parser ends each part with a line break, which belongs to the boundary behind it. */
const withoutLastBreak = (text: string): string => text.replace(/\n$/, '');
