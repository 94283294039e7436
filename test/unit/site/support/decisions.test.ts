import { describe, expect, it } from 'vitest';
import { decisionsOn } from '../../../../site/src/stores/support/decisions.ts';
import {
  accepted,
  asking,
  cancelled,
  processed,
  received,
  rejected,
  underReview,
} from '../../../helpers/order-life.ts';

describe('what support can decide', () => {
  it('is whether an order passes that waits for a review, or that it is cancelled', () => {
    expect(decisionsOn(underReview)).toEqual({ review: underReview.question, cancel: true });
  });

  it('is nothing about a review that is answered', () => {
    const answer = { kind: 'approved', at: '2025-11-03T13:00:00Z', by: 'support' } as const;
    const answered = { ...underReview, question: { ...underReview.question, answer } };
    expect(decisionsOn(answered)).toEqual({ review: undefined, cancel: false });
  });

  it.each([
    ['waits for its customer', asking(), true],
    ['was answered and goes on', accepted, false],
    ['is processed', processed, true],
    [
      'is being cancelled',
      { ...processed, cancelRequested: { by: 'customer' as const, at: '2025-11-03T13:00:00Z' } },
      false,
    ],
    ['is received', received, false],
    ['is rejected', rejected, false],
    ['is cancelled', cancelled, false],
    ['has no record', undefined, false],
  ])('of an order that %s is nothing but a cancellation, where that is possible', (_, order, cancel) => {
    expect(decisionsOn(order)).toEqual({ review: undefined, cancel });
  });
});
