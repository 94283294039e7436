import type { Random } from './random.ts';

/** Texts that have broken programs. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '0',
  '-1',
  'null',
  'undefined',
  'NaN',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '../../../../etc/passwd',
  '..%2f..%2f',
  '%00',
  '%ff',
  '%',
  '%E0%A4%A',
  '\u0000',
  '\ud800',
  '\u202e\u200b\ufeff',
  'é'.normalize('NFD'),
  '😀'.repeat(20),
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' OR 1=1 --",
  '{{7*7}}${7*7}<%= 7*7 %>',
  '{% $states.input %}',
  '$(id)`id`',
  'a\r\nset-cookie: a=b',
  'x'.repeat(300),
  'x'.repeat(70_000),
  '9'.repeat(400),
  '2026-02-30',
  '2026-01-01T00:00:00.000Z',
  'shopper@example.com',
  'Laptop',
];

const NUMBERS: readonly unknown[] = [0, -0, 1, -1, 0.1, 1e308, -1e308, 2 ** 53, 2 ** 31, 1e-7, 255, 1000];

/** Any JSON value, at most so deep. */
export const anyValue = (random: Random, depth = 3): unknown => {
  const kind = random.integer(depth > 0 ? 7 : 4);
  if (kind === 0) return random.pick(NUMBERS);
  if (kind === 1) return random.pick([null, true, false]);
  if (kind < 4) return random.pick(hostileTexts);
  if (kind === 4) return Array.from({ length: random.integer(4) }, () => anyValue(random, depth - 1));
  if (kind === 5) return nested(random.integer(200));
  const entries = Array.from({ length: random.integer(4) }, () => [anyName(random), anyValue(random, depth - 1)]);
  return Object.fromEntries(entries);
};

const anyName = (random: Random): string => random.pick([...hostileTexts.slice(0, 30), 'orderId', 'quantity', 'Name']);

const nested = (levels: number): unknown => {
  let value: unknown = 'deep';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

/** A sound value with something of it changed: members gone, added, of other types. */
export const mutated = (random: Random, value: unknown): unknown => {
  if (random.chance(0.15)) return anyValue(random);
  if (Array.isArray(value)) {
    const items = value.map((item) => (random.chance(0.3) ? mutated(random, item) : item));
    return random.chance(0.1) ? Array.from({ length: 200 }, () => items[0]) : items;
  }
  if (typeof value !== 'object' || value === null) return random.chance(0.5) ? anyValue(random, 1) : value;
  const entries = Object.entries(value)
    .filter(() => !random.chance(0.1))
    .map(([name, member]) => [name, random.chance(0.3) ? mutated(random, member) : member]);
  if (random.chance(0.2)) entries.push([anyName(random), anyValue(random, 2)]);
  return Object.fromEntries(entries);
};

/** A body of JSON, now and then cut off, or none at all. */
export const bodyOf = (random: Random, value: unknown): string => {
  const text = JSON.stringify(value) ?? '';
  if (random.chance(0.03)) return text.slice(0, random.integer(text.length + 1));
  if (random.chance(0.02)) return random.pick(hostileTexts);
  // Two members of one name, and `__proto__` as one's own.
  if (random.chance(0.02) && text.startsWith('{')) return `{"__proto__":{"admin":true},"quantity":1,${text.slice(1)}`;
  return text;
};
