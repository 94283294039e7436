import { type ReadonlySignal, signal } from '@preact/signals';
import type { Answer, Failure } from '../api/answer.ts';
import type { OrdersApi } from '../api/orders-api.ts';

/** What a customer can do about an order. */
export type Act = 'accept' | 'decline' | 'cancel';

/** What came of an act: it is noted (no failure), or why it is not, as far as one knows. */
export interface ActOutcome {
  act: Act;
  failure?: Failure | undefined;
  /** Counts the acts: tells an outcome from one before it in the same words. */
  number: number;
}

/** What a customer does about one order, one act at a time. */
export interface OrderActs {
  /** What is under way. */
  readonly busy: ReadonlySignal<Act | undefined>;
  /** What came of the last act. */
  readonly outcome: ReadonlySignal<ActOutcome | undefined>;
  /** Answers a question. The same answer again counts once. */
  answer(questionId: string, answer: 'accept' | 'decline'): Promise<void>;
  /** Cancels the whole order. */
  cancel(): Promise<void>;
}

/** What acts need. */
interface ActParts {
  api: Pick<OrdersApi, 'answerQuestion' | 'cancelOrder'>;
  /** Called after each act, also a refused one: the order is not as it was shown. */
  onActed: () => void;
}

/** Whether an act may have counted though its answer says nothing of it, so that the same is to be done again. */
export const mayHaveCounted = (failure: Failure): boolean =>
  failure.kind === 'no-answer' ||
  failure.kind === 'not-understood' ||
  (failure.kind === 'problem' && failure.problem.status >= 500);

/** Acts on the order of this id. */
export const createOrderActs = ({ api, onActed }: ActParts, orderId: string): OrderActs => {
  const busy = signal<Act | undefined>(undefined);
  const outcome = signal<ActOutcome | undefined>(undefined);
  let number = 0;
  const act = async (name: Act, call: () => Promise<Answer<unknown>>): Promise<void> => {
    if (busy.peek() !== undefined) return;
    busy.value = name;
    try {
      const answer = await call();
      number += 1;
      outcome.value = { act: name, failure: answer.ok ? undefined : answer.failure, number };
    } finally {
      busy.value = undefined;
    }
    onActed();
  };
  return {
    busy,
    outcome,
    answer: (questionId, answer) => act(answer, () => api.answerQuestion(orderId, { questionId, answer })),
    cancel: () => act('cancel', () => api.cancelOrder(orderId)),
  };
};
