import { describe, expect, it } from 'vitest';
import * as de from '../../../../lambdas/core/contract/languages/de.ts';
import { sayReasons } from '../../../../lambdas/core/contract/reason.ts';
import { type RaisedGround, readReason, reasonLine } from '../../../../lambdas/core/order/reasons.ts';

const ITEMS = [{ product: 'Yacht {"code":"declined"}', quantity: 1 }];

const recorded = (raised: RaisedGround, said?: string) => readReason(reasonLine(raised), ITEMS, said);

describe('a reason of a rejection', () => {
  it.each<[RaisedGround, string, string]>([
    [
      { code: 'unknown-product', line: 1 },
      'There is no product “Yacht {"code":"declined"}” in the shop.',
      'Ein Produkt „Yacht {"code":"declined"}“ gibt es in diesem Shop nicht.',
    ],
    [{ code: 'sold-out', name: 'Laptop 14"' }, '“Laptop 14"” is sold out.', '„Laptop 14"“ ist ausverkauft.'],
    [
      { code: 'too-many', name: 'Desk', most: 2, wanted: 3 },
      'You can order at most 2 of “Desk” at a time; this order has 3.',
      'Von „Desk“ können Sie höchstens 2 auf einmal bestellen; in dieser Bestellung sind es 3.',
    ],
    [{ code: 'not-approved' }, 'We cannot take this order: $& no', 'Wir können diese Bestellung nicht annehmen: $& no'],
  ])('%o is recorded in English, and said in German', (raised, english, german) => {
    const { text, ground } = recorded(raised, '$& no');
    expect(text).toBe(english);
    expect(sayReasons(de.REASONS, { reasons: [text], grounds: ground ? [ground] : [] })).toEqual([german]);
  });

  it('holds nothing in transit that a person typed', () => {
    expect(reasonLine({ code: 'unknown-product', line: 1 })).not.toContain('Yacht');
    expect(recorded({ code: 'declined' }, 'secret').ground).toEqual({ code: 'declined' });
  });

  it('of a version before has words alone, and is told in them', () => {
    const line = 'There is no product “{line 1}” in the shop; {reviewer}';
    expect(readReason(line, [{ product: 'Boat', quantity: 1 }], undefined)).toEqual({
      text: 'There is no product “Boat” in the shop; no reason was given',
    });
    expect(sayReasons(de.REASONS, { reasons: ['Too many.'] })).toEqual(['Too many.']);
  });

  it('with a code that only a version after knows, or without a value, is told in the words that it came with', () => {
    const { text, ground } = readReason('Too heavy. {"code":"too-heavy","kilos":3}', [], undefined);
    expect({ text, ground }).toEqual({ text: 'Too heavy.', ground: { code: 'too-heavy' } });
    const grounds = [{ code: 'too-heavy' }, { code: 'sold-out' }, { code: 'constructor' }];
    expect(sayReasons(de.REASONS, { reasons: ['a', 'b', 'c'], grounds })).toEqual(['a', 'b', 'c']);
  });

  it('stays as it is where what follows it is no code', () => {
    for (const line of ['Odd. {"code":', 'Odd. {"code":5}', 'Odd. {"code":"A B"}']) {
      expect(readReason(line, [], undefined)).toEqual({ text: line });
    }
  });
});
