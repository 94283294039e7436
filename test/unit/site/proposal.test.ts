import { describe, expect, it } from 'vitest';
import { compareLines, seenTotal } from '../../../site/src/stores/proposal.ts';
import { asking } from '../../helpers/order-life.ts';

describe('a proposal beside its order', () => {
  it('has each line that was ordered, also one that is gone', () => {
    expect(compareLines(asking())).toEqual([
      { product: 'Laptop', name: 'Laptop 14"', ordered: 3, proposed: 2, unitPriceCents: 100 },
      { product: 'Webcam', name: 'Webcam 1080p', ordered: 1, proposed: 0, unitPriceCents: undefined },
    ]);
  });

  it('has the total that the shopper saw', () => {
    expect(seenTotal(asking())).toEqual({ cents: 400, currency: 'EUR' });
    expect(seenTotal({ ...asking(), expectedTotalCents: undefined })).toBeUndefined();
    const changes = [{ kind: 'price' as const, seenTotalCents: 350, totalCents: 420 }];
    expect(seenTotal(asking({ changes }))).toEqual({ cents: 350, currency: 'EUR' });
  });
});
