import Ajv from 'ajv-draft-04';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { orderRequestSchema, parseOrderRequest } from '../../../../lambdas/core/contract/order-request.ts';
import { canonicalJson } from '../../../../lambdas/core/order/canonical-json.ts';

const accepted = (body: unknown) => {
  const parsed = parseOrderRequest(body);
  if (!parsed.valid) throw new Error(JSON.stringify(parsed.errors));
  return parsed.request;
};

const model = z.toJSONSchema(orderRequestSchema, { target: 'draft-4', io: 'input' });
const { $schema: _, ...modelWithoutDialect } = model;
const matchesModel = new Ajv.default().compile(modelWithoutDialect);

describe('an order request', () => {
  it('of one product is an order of one line', () => {
    const request = { customerName: 'John Doe', items: [{ product: 'Laptop', quantity: 1 }] };
    expect(accepted({ customerName: 'John Doe', product: 'Laptop', quantity: 1 })).toEqual(request);
    expect(accepted(request)).toEqual(request);
  });

  it('keeps expectedTotalCents and trims what a person typed', () => {
    expect(accepted({ customerName: '  Zoë 李 ', product: ' Laptop', quantity: 2, expectedTotalCents: 0 })).toEqual({
      customerName: 'Zoë 李',
      items: [{ product: 'Laptop', quantity: 2 }],
      expectedTotalCents: 0,
    });
  });

  it('keeps the language that its customer reads', () => {
    expect(accepted({ ...good, language: 'de' })).toMatchObject({ language: 'de' });
  });

  it('sums the lines of one product, as a cart does', () => {
    const items = [
      { product: 'Mouse', quantity: 1 },
      { product: 'Laptop', quantity: 2 },
      { product: 'Mouse', quantity: 3 },
    ];
    expect(accepted({ customerName: 'A', items }).items).toEqual([
      { product: 'Mouse', quantity: 4 },
      { product: 'Laptop', quantity: 2 },
    ]);
  });

  it('refuses lines that sum to more than 99 of one product', () => {
    const items = [
      { product: 'Mouse', quantity: 99 },
      { product: 'Mouse', quantity: 1 },
    ];
    expect(parseOrderRequest({ customerName: 'A', items })).toEqual({
      valid: false,
      errors: [{ path: 'items', message: 'Too big: 100 of one product in all, at most 99 are possible' }],
    });
  });
});

const line = { product: 'Laptop', quantity: 1 };
const good = { customerName: 'John', ...line };

const hostile: [string, unknown, string][] = [
  ['is in a language that the shop has no words in', { ...good, language: 'fr' }, 'language'],
  ['nothing', undefined, ''],
  ['null', null, ''],
  ['a number', 1, ''],
  ['a list', [good], ''],
  ['an empty object', {}, 'customerName'],
  ['no name', { ...line }, 'customerName'],
  ['an empty name', { ...good, customerName: '' }, 'customerName'],
  ['a name of spaces', { ...good, customerName: '   ' }, 'customerName'],
  ['a name of 101 characters', { ...good, customerName: 'x'.repeat(101) }, 'customerName'],
  ['a name with a line break', { ...good, customerName: 'John\nBcc: all' }, 'customerName'],
  ['a name ending in a line break', { ...good, customerName: 'John\n' }, 'customerName'],
  ['a name with NUL', { ...good, customerName: 'John\u0000' }, 'customerName'],
  ['a name with DEL', { ...good, customerName: 'John\u007f' }, 'customerName'],
  ['a name with a C1 control', { ...good, customerName: 'John\u0085' }, 'customerName'],
  ['a name with a line separator', { ...good, customerName: 'John\u2028' }, 'customerName'],
  ['a name that SQS does not carry', { ...good, customerName: 'John\uffff' }, 'customerName'],
  ['a name with a lone surrogate', { ...good, customerName: 'John\ud800' }, 'customerName'],
  ['a name that is an object', { ...good, customerName: { toString: 'x' } }, 'customerName'],
  ['a quantity of 0', { ...good, quantity: 0 }, 'quantity'],
  ['a quantity of 100', { ...good, quantity: 100 }, 'quantity'],
  ['a negative quantity', { ...good, quantity: -1 }, 'quantity'],
  ['half a quantity', { ...good, quantity: 0.5 }, 'quantity'],
  ['a huge quantity', { ...good, quantity: 1e308 }, 'quantity'],
  [
    'a quantity that JSON reads as infinite',
    JSON.parse('{"customerName":"J","product":"L","quantity":1e999}'),
    'quantity',
  ],
  ['a quantity as text', { ...good, quantity: '1' }, 'quantity'],
  ['no product', { customerName: 'John', quantity: 1 }, 'product'],
  ['no quantity', { customerName: 'John', product: 'Laptop' }, 'quantity'],
  ['no lines', { customerName: 'John', items: [] }, 'items'],
  ['21 lines', { customerName: 'John', items: Array(21).fill(line) }, 'items'],
  ['lines that are no list', { customerName: 'John', items: { 0: line, length: 1 } }, 'items'],
  ['a bad line', { customerName: 'John', items: [line, { ...line, quantity: 0 }] }, 'items[1].quantity'],
  ['a price in a line', { customerName: 'John', items: [{ ...line, unitPriceCents: 1 }] }, 'items[0]'],
  ['a price', { ...good, unitPriceCents: 1 }, ''],
  ['a status', { ...good, status: 'Processed' }, ''],
  ['an address', { ...good, email: 'a@b.c' }, ''],
  ['both forms at once', { ...good, items: [line] }, ''],
  ['__proto__', JSON.parse('{"customerName":"J","product":"L","quantity":1,"__proto__":{"email":"x"}}'), ''],
  ['constructor', { ...good, constructor: 1 }, ''],
  ['a huge expected total', { ...good, expectedTotalCents: 1e308 }, 'expectedTotalCents'],
  ['a negative expected total', { ...good, expectedTotalCents: -1 }, 'expectedTotalCents'],
];

describe('a request that is refused', () => {
  it.each(hostile)('has %s', (_, body, path) => {
    const parsed = parseOrderRequest(body);
    expect(parsed.valid).toBe(false);
    if (!parsed.valid) expect(parsed.errors.map((error) => error.path)).toContain(path);
  });

  it('gets a short answer, however much is wrong', () => {
    const unknown = { [`x${'y'.repeat(10_000)}`]: 1 };
    const parsed = parseOrderRequest({ customerName: 'J', items: Array(500).fill(unknown) });
    expect(JSON.stringify(parsed).length).toBeLessThan(8_000);
  });

  it('never makes the check throw, whatever it is', () => {
    fc.assert(fc.property(fc.anything({ withNullPrototype: true }), (body) => !parseOrderRequest(body).valid));
  });
});

describe('the model for API Gateway', () => {
  it('uses only keywords of draft 4 that API Gateway knows', () => {
    const allowed = new Set(
      '$schema anyOf type properties required additionalProperties enum items minItems maxItems minLength maxLength pattern minimum maximum'.split(
        ' ',
      ),
    );
    const keywords = new Set<string>();
    const visit = (schema: unknown): void => {
      if (typeof schema !== 'object' || schema === null) return;
      for (const [keyword, value] of Object.entries(schema)) {
        if (!Array.isArray(schema)) keywords.add(keyword);
        visit(keyword === 'properties' ? Object.values(value) : value);
      }
    };
    visit(model);
    expect([...keywords].filter((keyword) => !allowed.has(keyword))).toEqual([]);
    expect(model.$schema).toBe('http://json-schema.org/draft-04/schema#');
  });

  it('admits whatever the function admits', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 });
    const quantity = fc.integer({ min: -1, max: 101 });
    const body = fc.oneof(
      fc.record({ customerName: text, product: text, quantity }),
      fc.record({ customerName: text, items: fc.array(fc.record({ product: text, quantity }), { maxLength: 22 }) }),
    );
    fc.assert(fc.property(body, (candidate) => !parseOrderRequest(candidate).valid || matchesModel(candidate)));
  });

  it.each(hostile.filter(([what]) => !/spaces|surrogate/.test(what)))('refuses %s too', (_, body) => {
    expect(matchesModel(body)).toBe(false);
  });
});

describe('the canonical body', () => {
  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is the same for both forms of one order, and another for another', () => {
    const one = canonicalJson(accepted({ quantity: 1, product: 'Laptop', customerName: 'J' }));
    expect(one).toBe('{"customerName":"J","items":[{"product":"Laptop","quantity":1}]}');
    expect(canonicalJson(accepted({ items: [line], customerName: 'J' }))).toBe(one);
    expect(canonicalJson(accepted({ ...good, customerName: 'J', quantity: 2 }))).not.toBe(one);
  });
});
