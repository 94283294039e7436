import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from '../../../../lambdas/core/shared/cursor.ts';
import { anOrderId } from '../../../helpers/factories.ts';

describe('a cursor', () => {
  it('survives the way through an address', () => {
    const position = { timestamp: '2025-11-03T12:47:44Z', orderId: anOrderId() };
    expect(encodeCursor(position)).toMatch(/^[\w-]+$/);
    expect(decodeCursor(encodeCursor(position))).toEqual(position);
  });

  it.each(['x', '%%%', 'bnVsbA', btoa('[]'), btoa('["2025-11-03T12:47:44Z","nonsense"]'), btoa('{"__proto__":1}')])(
    'is not %j',
    (text) => {
      expect(decodeCursor(text)).toBeUndefined();
    },
  );
});
