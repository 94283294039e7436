import { describe, expect, it } from 'vitest';
import { freshNamesOf } from '../../../../lambdas/core/contract/execution-names.ts';
import type { OrderResponse } from '../../../../lambdas/core/contract/order-answers.ts';
import { offersOf } from '../../../../site/src/stores/support/offers.ts';
import { processed, received, traced } from './fakes.ts';

const NOW = Date.parse('2025-11-03T13:00:00Z');
const failed = traced('FAILED').execution;
const expired = { ...failed, redrivable: false, notRedrivableBecause: 'It ended over 14 days ago' };

describe('what support is offered', () => {
  it.each(['RUNNING', 'SUCCEEDED', 'PENDING_REDRIVE'] as const)('is nothing while an execution is %s', (status) => {
    expect(offersOf(traced(status).execution, received, NOW)).toEqual({
      redrive: false,
      fresh: false,
      start: false,
      instead: undefined,
    });
  });

  it.each(['FAILED', 'TIMED_OUT', 'ABORTED'] as const)('is a redrive, or a fresh start, after %s', (status) => {
    expect(offersOf(traced(status).execution, received, NOW)).toMatchObject({ redrive: true, fresh: true });
  });

  it('is no fresh start of an order that is decided', () => {
    expect(offersOf(failed, processed(), NOW)).toMatchObject({ redrive: true, fresh: false });
  });

  it('is only a fresh start where a redrive is not possible any more', () => {
    expect(offersOf(expired, received, NOW)).toMatchObject({ redrive: false, fresh: true, instead: undefined });
  });

  it('is a reason where nothing is possible', () => {
    for (const name of freshNamesOf(expired.name)) {
      expect(offersOf({ ...expired, name }, received, NOW).instead).toBe(
        'It cannot be redriven (It ended over 14 days ago), and was started afresh once already.',
      );
    }
    expect(offersOf(expired, processed(), NOW).instead).toContain('the order is decided');
    expect(offersOf(expired, undefined, NOW).instead).toContain('there is no record');
  });

  it('is a start where an order has waited for its first execution, but not at once', () => {
    expect(offersOf(undefined, received, NOW).start).toBe(true);
    expect(offersOf(undefined, received, Date.parse('2025-11-03T12:47:50Z')).start).toBe(false);
    expect(offersOf(undefined, { orderId: received.orderId, status: 'Received' }, NOW).start).toBe(false);
    expect(offersOf(undefined, undefined, NOW).start).toBe(false);
  });

  it('is a redrive or a fresh start of a cancellation that failed, also once the order is cancelled', () => {
    const cancellation = { ...failed, machine: 'OrderCancellation' as const };
    const by = 'customer' as const;
    const at = '2025-11-03T12:50:00Z';
    const wished = { ...processed(), cancelRequested: { by, at } } as OrderResponse;
    const cancelled = { ...processed(), status: 'Cancelled', cancelledAt: at, cancelledBy: by } as OrderResponse;
    for (const order of [wished, cancelled]) {
      expect(offersOf(cancellation, order, NOW)).toMatchObject({ redrive: true, fresh: true });
      const second = { ...cancellation, redrivable: false, name: freshNamesOf(failed.name)[0] ?? '' };
      expect(offersOf(second, order, NOW)).toMatchObject({ redrive: false, fresh: false });
      expect(offersOf(second, order, NOW).instead).toContain('was started afresh once already');
    }
    expect(offersOf(cancellation, processed(), NOW)).toMatchObject({ redrive: true, fresh: false });
  });
});
