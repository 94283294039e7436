import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** As many colours as an index of one byte tells apart. */
const COLOURS = 256;
/** So many of them are kept exactly: the grounds and the inks. */
const EXACT = 64;
const SIGNATURE = 8;

interface Picture {
  readonly width: number;
  readonly height: number;
  /** `0xRRGGBB` for each pixel. */
  readonly pixels: Uint32Array;
}

/** Makes a picture of a page, 8-bit RGB as Chromium writes it, a third of its size: 256 colours are enough for text.
 * https://www.w3.org/TR/png-3/ */
export const smallPng = (png: Buffer): Buffer => {
  const { width, height, pixels } = decode(png);
  const palette = paletteOf(pixels);
  const indexOf = nearestIn(palette);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows[y * (width + 1) + 1 + x] = indexOf(pixels[y * width + x] ?? 0);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  return Buffer.concat([
    png.subarray(0, SIGNATURE),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

const channels = (colour: number): [number, number, number] => [colour >> 16, (colour >> 8) & 255, colour & 255];

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
};

const chunksOf = (png: Buffer): [type: string, data: Buffer][] => {
  const found: [string, Buffer][] = [];
  for (let at = SIGNATURE; at < png.length; ) {
    const length = png.readUInt32BE(at);
    found.push([png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + length)]);
    at += length + 12;
  }
  return found;
};

const decode = (png: Buffer): Picture => {
  const chunks = chunksOf(png);
  const header = chunks[0]?.[1] ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  if (header[8] !== 8 || header[9] !== 2 || header[12] !== 0) throw new Error('not a plain 8-bit RGB picture');
  const data = inflateSync(Buffer.concat(chunks.flatMap(([type, part]) => (type === 'IDAT' ? [part] : []))));
  const size = width * 3;
  const pixels = new Uint32Array(width * height);
  let above = new Uint8Array(size);
  for (let y = 0; y < height; y += 1) {
    const from = y * (size + 1);
    const row = unfilter(data[from] ?? 0, Uint8Array.from(data.subarray(from + 1, from + 1 + size)), above);
    for (let x = 0; x < width; x += 1) {
      const [red = 0, green = 0, blue = 0] = row.subarray(x * 3, x * 3 + 3);
      pixels[y * width + x] = (red << 16) | (green << 8) | blue;
    }
    above = row;
  }
  return { width, height, pixels };
};

/** What a byte is told as the difference to, by the filter of its row: its left, upper and upper left neighbours. */
const predict = (filter: number, left: number, up: number, corner: number): number => {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const estimate = left + up - corner;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
};

const unfilter = (filter: number, row: Uint8Array<ArrayBuffer>, above: Uint8Array): Uint8Array<ArrayBuffer> => {
  for (let at = 0; at < row.length; at += 1) {
    row[at] = (row[at] ?? 0) + predict(filter, row[at - 3] ?? 0, above[at] ?? 0, above[at - 3] ?? 0);
  }
  return row;
};

/** The most frequent colours, and of the others one of each kind, so that small signs keep theirs. */
const paletteOf = (pixels: Uint32Array): number[] => {
  const counts = new Map<number, number>();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const ranked = [...counts].toSorted(([, a], [, b]) => b - a).map(([colour]) => colour);
  const kinds = new Map<number, number>();
  for (const colour of ranked.slice(EXACT)) {
    const kind = colour & 0xf0f0f0;
    if (!kinds.has(kind)) kinds.set(kind, colour);
  }
  return [...new Set([...ranked.slice(0, EXACT), ...kinds.values()])].slice(0, COLOURS);
};

const nearestIn = (palette: readonly number[]): ((colour: number) => number) => {
  const known = new Map(palette.map((colour, index) => [colour, index]));
  const distance = (one: number, other: number): number => {
    const [a, b] = [channels(one), channels(other)];
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
  };
  return (colour) => {
    const found = known.get(colour);
    if (found !== undefined) return found;
    const distances = palette.map((each) => distance(each, colour));
    const index = distances.indexOf(Math.min(...distances));
    known.set(colour, index);
    return index;
  };
};
