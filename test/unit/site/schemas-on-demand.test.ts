import { expect, test, vi } from 'vitest';
import * as z from 'zod';
import { withSchemasOnDemand } from '../../../site/schemas-on-demand.ts';
import { onDemand } from '../../../site/src/on-demand.ts';

const changed = (...lines: string[]): string[] =>
  (withSchemasOnDemand(["import * as z from 'zod';", ...lines].join('\n')) ?? '').split('\n').slice(1);

const wrapped = (schema: string): string => `/* @__PURE__ */ onDemand(() => (${schema}))`;

test('each constant that is a schema is made on demand, also one that comes from another or is an object of them', () => {
  expect(
    changed(
      'const text = z.string().trim();',
      'export const line: z.ZodType<string> = text.max(100);',
      'const shape = { line: z.string(), most: 3 };',
    ),
  ).toEqual([
    `const text = ${wrapped('z.string().trim()')};`,
    `export const line: z.ZodType<string> = ${wrapped('text.max(100)')};`,
    `const shape = ${wrapped('{ line: z.string(), most: 3 }')};`,
  ]);
});

test.each([
  ["import { z as schemas } from 'elsewhere';", 'const text = z.string();'],
  ["import * as z from 'zod';", 'z.config({ jitless: true });'],
  ["import * as z from 'zod';", 'const most = (count: number) => z.string().max(count);'],
  [
    "import * as z from 'zod';",
    "const NAMES = ['a'] as const;",
    'const FIRST = NAMES.at(0);',
    'const NONE = { a: 1 };',
  ],
])('leaves what is no schema as it is (%s %s)', (...lines) => {
  expect(withSchemasOnDemand(lines.join('\n'))).toBeUndefined();
});

test('a schema is made once, when it is first used', () => {
  const make = vi.fn(() => z.enum(['one', 'two']));
  const number = onDemand(make);
  const numbers = onDemand(() => z.array(number.optional()));
  expect(make).not.toHaveBeenCalled();
  expect(numbers.parse(['one', undefined])).toEqual(['one', undefined]);
  expect(number.options).toEqual(['one', 'two']);
  expect(make).toHaveBeenCalledOnce();
});

test('a schema that is made on demand takes every part that another one has', () => {
  const shape = onDemand(() => ({ name: z.string(), age: z.int().optional() }));
  const base = onDemand(() => z.strictObject({ ...shape, kind: z.literal('person') }));
  const pet = onDemand(() => z.object({ kind: z.literal('pet'), of: base }));
  const any = z.discriminatedUnion('kind', [base, pet]);
  expect(any.parse({ kind: 'pet', of: { kind: 'person', name: 'Ada' } })).toEqual({
    kind: 'pet',
    of: { kind: 'person', name: 'Ada' },
  });
  expect(any.safeParse({ kind: 'person', name: 'Ada', tail: true }).success).toBe(false);
  expect(base.extend({ tail: z.boolean() }).parse({ kind: 'person', name: 'Ada', tail: true })).toHaveProperty('tail');
  expect(z.record(z.string(), base.partial()).parse({ one: {} })).toEqual({ one: {} });
  expect(Object.keys(shape)).toEqual(['name', 'age']);
  expect('name' in shape).toBe(true);
  expect(base instanceof z.ZodObject).toBe(true);
});
