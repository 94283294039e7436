import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { OrderRejected } from '../../../../lambdas/core/order/errors.ts';
import { framesOf, loggableError, loggableMessage } from '../../../../lambdas/core/shared/loggable.ts';
import { TemporarilyUnavailable } from '../../../../lambdas/core/shared/temporarily-unavailable.ts';

const errorOf = (run: () => unknown): Error => {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('it did not fail');
};

describe('what a log may hold of an error', () => {
  it.each([
    ['JSON that is none', () => JSON.parse('Ada Lovelace ordered "a" thing')],
    ['JSON that ends early', () => JSON.parse('{"customerName":"Ada Lovelace"')],
    ['a member too many', () => z.strictObject({ a: z.string() }).parse({ a: 'b', 'Ada Lovelace': 1 })],
    ['a value of the wrong kind', () => z.object({ name: z.number() }).parse({ name: 'Ada Lovelace' })],
    [
      'a quoting service',
      () => {
        throw new Error("Value 'Ada Lovelace' failed");
      },
    ],
    [
      'an address',
      () => {
        throw new Error('Email address is not verified: ada.Lovelace+x@lovelace.example');
      },
    ],
    [
      'an address beyond ASCII',
      () => {
        throw new Error('<Lovelace@lövelace.example> is none');
      },
    ],
  ])('is nothing of the person: %s', (_, run) => {
    const error = errorOf(run);
    const copy = loggableError(error) as Error;
    for (const text of [loggableMessage(error), framesOf(error), copy.message, String(copy.stack)]) {
      expect(text).not.toMatch(/ada|lovelace/i);
    }
    expect(copy.name).toBe(error.name);
    expect(copy.stack).toMatch(/ {4}at /);
  });

  it('is the whole of what the product itself wrote', () => {
    const error = new OrderRejected([{ code: 'not-available', name: 'Laptop 14"' }]);
    expect(error.message).toMatch(/^“Laptop 14"” is not available at the moment\. {"code"/);
    expect(loggableMessage(error)).toBe(error.message);
    expect(loggableError(error)).toBe(error);
  });

  it('is the service’s own words where they quote nobody', () => {
    const text =
      'User: arn:aws:sts::0:assumed-role/x is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:x';
    expect(loggableMessage(new Error(text))).toBe(text);
  });

  it('is no cause, which Lambda would log too', () => {
    const error = new TemporarilyUnavailable('throttled', { cause: new Error('"Ada"') });
    expect(loggableError(error)).toMatchObject({ name: 'TemporarilyUnavailable', message: 'throttled' });
    expect((loggableError(error) as Error).cause).toBeUndefined();
  });

  it('names members and what is wrong with them', () => {
    const schema = z.object({ items: z.array(z.object({ quantity: z.int().min(1) })) });
    expect(loggableMessage(errorOf(() => schema.parse({ items: [{ quantity: 0 }] })))).toBe(
      'items[0].quantity: too_small',
    );
  });
});
