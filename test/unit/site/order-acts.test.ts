import { describe, expect, it, vi } from 'vitest';
import type { AnswerAccepted, CancelAccepted } from '../../../lambdas/core/contract/decision.ts';
import * as de from '../../../lambdas/core/contract/languages/de.ts';
import * as en from '../../../lambdas/core/contract/languages/en.ts';
import type { OrderResponse } from '../../../lambdas/core/contract/order-answers.ts';
import type { Answer, Failure } from '../../../site/src/api/answer.ts';
import { wordsOf } from '../../../site/src/stores/languages.ts';
import { createOrderActs, mayHaveCounted } from '../../../site/src/stores/order-acts.ts';
import { sayActOutcome } from '../../../site/src/views/order/act-words.ts';
import { accepted, asking, cancelled, ORDER_ID, problem, processed, rejected } from '../../helpers/order-life.ts';

const noted: AnswerAccepted = {
  orderId: ORDER_ID,
  status: 'AwaitingCustomer',
  questionId: 'ABCDEF123456',
  answer: { kind: 'accepted', at: '2025-11-03T13:00:00Z', by: 'customer' },
};
const cancelNoted: CancelAccepted = {
  orderId: ORDER_ID,
  status: 'Processed',
  requestedAt: '2025-11-03T13:00:00Z',
  cancelledBy: 'customer',
};

const createActs = (failure?: Failure) => {
  const answer = <T>(value: T): Answer<T> => (failure ? { ok: false, failure } : { ok: true, value });
  const api = {
    answerQuestion: vi.fn(async (_orderId: string, _request: unknown) => answer(noted)),
    cancelOrder: vi.fn(async (_orderId: string) => answer(cancelNoted)),
  };
  const onActed = vi.fn();
  return { api, onActed, acts: createOrderActs({ api, onActed }, ORDER_ID) };
};

describe('acting on an order', () => {
  it('answers the question that was shown, and looks what comes of it', async () => {
    const { acts, api, onActed } = createActs();
    await acts.answer('ABCDEF123456', 'accept');
    expect(api.answerQuestion).toHaveBeenCalledWith(ORDER_ID, { questionId: 'ABCDEF123456', answer: 'accept' });
    expect(acts.outcome.value).toEqual({ act: 'accept', failure: undefined, number: 1 });
    expect(onActed).toHaveBeenCalledOnce();
  });

  it('does one thing at a time', async () => {
    const { acts, api } = createActs();
    const first = acts.answer('ABCDEF123456', 'accept');
    expect(acts.busy.value).toBe('accept');
    await Promise.all([first, acts.answer('ABCDEF123456', 'decline'), acts.cancel()]);
    expect(acts.busy.value).toBeUndefined();
    expect(api.answerQuestion).toHaveBeenCalledOnce();
    expect(api.cancelOrder).not.toHaveBeenCalled();
  });

  it('keeps why an act was refused, tells each refusal apart, and looks anew', async () => {
    const failure = problem(409, 'not-cancellable');
    const { acts, onActed } = createActs(failure);
    await acts.cancel();
    await acts.cancel();
    expect(acts.outcome.value).toEqual({ act: 'cancel', failure, number: 2 });
    expect(onActed).toHaveBeenCalledTimes(2);
  });

  it('knows which failures leave open whether it counted', () => {
    expect([problem(503, 'unavailable'), { kind: 'no-answer' } as const].map(mayHaveCounted)).toEqual([true, true]);
    expect([problem(409, 'question-expired'), { kind: 'signed-out' } as const].map(mayHaveCounted)).toEqual([
      false,
      false,
    ]);
  });
});

describe('what came of an act, in words', () => {
  const say = (act: 'accept' | 'decline' | 'cancel', failure: Failure | undefined, order: OrderResponse = accepted) =>
    sayActOutcome(wordsOf('en', en, en), { act, failure, number: 1 }, order);

  it.each([
    ['accept', accepted, /your order goes on as proposed/],
    ['accept', processed, /processed as you accepted/],
    ['accept', rejected, /could not be processed/],
    ['accept', asking(), /something has changed again/],
    ['decline', accepted, /nothing is ordered/],
    ['decline', rejected, /Nothing is ordered/],
    ['cancel', processed, /is being cancelled/],
    ['cancel', cancelled, /is cancelled\.$/],
  ] as const)('tells %s as the order stands by then', (act, order, words) => {
    expect(say(act, undefined, order)).toEqual({ text: expect.stringMatching(words), bad: false });
  });

  it.each([
    ['question-answered', /answered already/],
    ['question-expired', /time to answer is over/],
    ['question-changed', /changed again/],
    ['no-open-question', /nothing to answer/],
  ])('tells an answer refused as %s', (code, words) => {
    expect(say('accept', problem(409, code))).toEqual({ text: expect.stringMatching(words), bad: true });
  });

  it('tells of a cancellation that is refused whether it is too early or too late, as the order shows', () => {
    const refused = problem(409, 'not-cancellable');
    expect(say('cancel', refused).text).toMatch(/^The order is not cancelled.*try again in a moment/);
    expect(say('cancel', refused, processed).text).toMatch(/^The order is not cancelled.*contact us/);
    expect(say('cancel', refused, rejected).text).toMatch(/^The order is not cancelled.*nothing to cancel/);
  });

  it('tells it in the language of the page', () => {
    const german = sayActOutcome(wordsOf('de', de, de), { act: 'decline', failure: undefined, number: 1 }, rejected);
    expect(german).toEqual({ text: 'Wie von Ihnen gewünscht, wurde nichts bestellt.', bad: false });
  });

  it.each([problem(503, 'unavailable'), { kind: 'no-answer' } as const])(
    'says after %j that it is safe again',
    (failure) => {
      expect(say('decline', failure).text).toMatch(/safely give the same answer again: it counts once/);
      expect(say('cancel', failure).text).toMatch(/safely cancel it again/);
      expect(say('accept', failure, processed)).toEqual({ text: expect.stringMatching(/as you accepted/), bad: false });
    },
  );
});
