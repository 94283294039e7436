/** What a web site is made of, as Python 3.13's mimetypes knows it, by which the AWS CLI of the deployment's provider guesses.
 * It knows no web fonts and no source maps: on AWS these are binary/octet-stream too.
 * https://docs.python.org/3.13/library/mimetypes.html */
const EXTENSIONS_BY_TYPE: Readonly<Record<string, string>> = {
  'application/json': 'json',
  'application/manifest+json': 'webmanifest',
  'application/octet-stream': 'bin',
  'application/pdf': 'pdf',
  'application/vnd.apple.mpegurl': 'm3u m3u8',
  'application/wasm': 'wasm',
  'application/x-tar': 'tar',
  'application/xml': 'rdf wsdl xsl',
  'application/zip': 'zip',
  'audio/aac': 'aac',
  'audio/mpeg': 'mp2 mp3',
  'audio/opus': 'opus',
  'audio/x-wav': 'wav',
  'image/avif': 'avif',
  'image/bmp': 'bmp',
  'image/gif': 'gif',
  'image/heic': 'heic',
  'image/jpeg': 'jpe jpeg jpg',
  'image/png': 'png',
  'image/svg+xml': 'svg',
  'image/tiff': 'tif tiff',
  'image/vnd.microsoft.icon': 'ico',
  'image/webp': 'webp',
  'text/css': 'css',
  'text/csv': 'csv',
  'text/html': 'htm html',
  'text/javascript': 'js mjs',
  'text/markdown': 'markdown md',
  'text/plain': 'txt',
  'text/vtt': 'vtt',
  'text/xml': 'xml',
  'video/mp4': 'mp4',
  'video/mpeg': 'mpeg mpg',
  'video/quicktime': 'mov qt',
  'video/webm': 'webm',
};

const typeByExtension = new Map(
  Object.entries(EXTENSIONS_BY_TYPE).flatMap(([type, extensions]) =>
    extensions.split(' ').map((extension) => [extension, type] as const),
  ),
);

/** The content type that the AWS CLI gives a file on upload; undefined where it knows none. */
export const contentTypeOf = (path: string): string | undefined => {
  // A compressed file counts as what it holds.
  const plain = path.replace(/\.svgz$/i, '.svg').replace(/\.(gz|br|bz2|xz)$/, '');
  return typeByExtension.get(/[^/]\.([^./]+)$/.exec(plain)?.[1]?.toLowerCase() ?? '');
};
