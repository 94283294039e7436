import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { HttpResponse } from '../../service.ts';
import type { Exchange } from './exchange.ts';
import type { Behaviour } from './model.ts';

const SMALLEST = 1000;
const LARGEST = 10_000_000;
const STATUSES: ReadonlySet<number> = new Set([200, 403, 404]);
const TYPES: ReadonlySet<string> = new Set([
  'application/javascript',
  'application/json',
  'application/pdf',
  'application/rss+xml',
  'application/vnd.ms-fontobject',
  'application/wasm',
  'application/xhtml+xml',
  'application/xml',
  'font/otf',
  'font/ttf',
  'image/svg+xml',
  'text/css',
  'text/csv',
  'text/html',
  'text/javascript',
  'text/plain',
  'text/richtext',
  'text/xml',
]);

const encoders: Readonly<Record<'br' | 'gzip', (body: Buffer) => Promise<Buffer>>> = {
  // Quick, because nothing keeps the result.
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: promisify(gzip),
};

/** Compresses what CloudFront would.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html */
export const compress = async ({ behaviour, request }: Exchange, response: HttpResponse): Promise<HttpResponse> => {
  if (!isCompressible(behaviour, response)) return response;
  const headers = { ...response.headers, vary: varyOf(response.headers.vary) };
  const encoding = encodingFor(behaviour, request.headers['accept-encoding'] ?? '');
  if (!encoding) return { ...response, headers };
  const { etag } = response.headers;
  return {
    status: response.status,
    headers: {
      ...headers,
      'content-encoding': encoding,
      ...(typeof etag === 'string' && { etag: etag.startsWith('W/') ? etag : `W/${etag}` }),
    },
    body: await encoders[encoding](Buffer.from(response.body)),
  };
};

const isCompressible = (
  { compress: wanted, cachePolicy }: Behaviour,
  { status, headers, body }: HttpResponse,
): boolean => {
  const bytes = Buffer.byteLength(body);
  return (
    wanted &&
    (cachePolicy.gzip || cachePolicy.brotli) &&
    STATUSES.has(status) &&
    headers['content-encoding'] === undefined &&
    TYPES.has(String(headers['content-type']).split(';', 1)[0]?.trim().toLowerCase() ?? '') &&
    bytes >= SMALLEST &&
    bytes <= LARGEST
  );
};

/** Brotli where the viewer takes both. */
const encodingFor = ({ cachePolicy }: Behaviour, accepted: string): 'br' | 'gzip' | undefined => {
  const codings = accepted
    .toLowerCase()
    .split(',')
    .filter((coding) => !/;\s*q=0(\.0*)?\s*$/.test(coding))
    .map((coding) => coding.split(';', 1)[0]?.trim());
  if (cachePolicy.brotli && codings.includes('br')) return 'br';
  return cachePolicy.gzip && codings.includes('gzip') ? 'gzip' : undefined;
};

const varyOf = (vary: string | readonly string[] | undefined): string =>
  [...new Set([...[vary ?? []].flat(), 'Accept-Encoding'])].join(', ');
