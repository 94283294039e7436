import { describe, expect, it } from 'vitest';
import { answerThatWaits, decisionsOn, neverBegan } from '../../../../site/src/stores/support/decisions.ts';
import { sayDecision } from '../../../../site/src/views/support/order/decision-words.ts';
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

const wishedAt = '2025-11-03T13:00:00Z';
const wished = { ...processed, cancelRequested: { by: 'customer' as const, at: wishedAt } };
const processing = { machine: 'OrderProcessing', status: 'SUCCEEDED' } as const;
const cancellation = (status: 'RUNNING' | 'FAILED' | 'TIMED_OUT' | 'SUCCEEDED') =>
  ({ machine: 'OrderCancellation', status }) as const;

describe('a cancellation that never began', () => {
  const later = Date.parse(wishedAt) + 60_001;

  it('is one that was wished a minute ago and has no execution', () => {
    expect(neverBegan(wished, [processing], later)).toBe(true);
    expect(neverBegan(wished, [], later)).toBe(true);
  });

  it.each([
    ['it was wished just now', wished, [processing], later - 1],
    ['it runs', wished, [processing, cancellation('RUNNING')], later],
    ['it failed', wished, [processing, cancellation('FAILED')], later],
    ['it is done', cancelled, [processing], later],
    ['nobody wished it', processed, [processing], later],
    ['nobody knows of its executions', wished, undefined, later],
  ])('is none where %s', (_, order, executions, now) => {
    expect(neverBegan(order, executions, now)).toBe(false);
  });
});

describe('an answer that waits', () => {
  const later = Date.parse('2025-11-03T13:01:00Z') + 1;
  const running = { machine: 'OrderProcessing', status: 'RUNNING' } as const;

  it('is one of a minute ago whose order has not gone on', () => {
    expect(answerThatWaits(accepted, [running], later)).toEqual('question' in accepted && accepted.question);
  });

  it.each([
    ['it is of just now', accepted, [running], later - 1],
    ['its execution failed, and a redrive hands it on', accepted, [{ ...running, status: 'FAILED' as const }], later],
    ['nobody knows of its executions', accepted, undefined, later],
    ['nobody has answered', asking(), [running], later],
    ['the order is decided', processed, [running], later],
    ['there is no record', undefined, [running], later],
  ])('is none where %s', (_, order, executions, now) => {
    expect(answerThatWaits(order, executions, now)).toBeUndefined();
  });
});

describe('what came of a decision, in words', () => {
  it.each([
    ['cancel', processed, [processing], /is being cancelled/, false],
    ['cancel', wished, [processing, cancellation('RUNNING')], /is being cancelled/, false],
    ['cancel', wished, [processing, cancellation('FAILED')], /not cancelled yet.*redrive/, true],
    ['cancel', wished, [processing, cancellation('FAILED'), cancellation('RUNNING')], /is being cancelled/, false],
    ['cancel', cancelled, [processing, cancellation('SUCCEEDED')], /is cancelled\.$/, false],
    ['cancel', asking(), [{ ...processing, status: 'TIMED_OUT' }], /not cancelled yet.*redrive/, true],
    ['approve', underReview, [{ ...processing, status: 'RUNNING' }], /the order goes on/, false],
    ['approve', underReview, [{ ...processing, status: 'FAILED' }], /execution failed.*redrive/, true],
    ['approve', processed, [processing], /is processed/, false],
    ['approve', rejected, [processing], /yet the order is Rejected/, true],
    ['reject', underReview, undefined, /is being rejected/, false],
    ['reject', rejected, [processing], /is rejected\.$/, false],
    ['hand-on', accepted, [{ ...processing, status: 'RUNNING' }], /is told what was answered/, false],
    ['hand-on', accepted, [{ ...processing, status: 'FAILED' }], /execution failed.*redrive/, true],
    ['hand-on', processed, [processing], /handed on, and the order is Processed/, false],
  ] as const)('%s, as the order and its executions stand by then', (decision, order, executions, words, bad) => {
    expect(sayDecision(decision, order, executions)).toEqual({ text: expect.stringMatching(words), bad });
  });
});
