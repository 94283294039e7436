import {
  type AskedRecord,
  decidedRecordSchema,
  type OrderRecord,
  questionOf,
} from '../../lambdas/core/contract/order.ts';
import type { QuestionAnswer } from '../../lambdas/core/contract/question.ts';
import { isOpen } from '../../lambdas/core/contract/status.ts';
import type {
  AskedOrder,
  CancellationStore,
  CancelRequests,
  OrderStore,
  QuestionStore,
  TaskAnswer,
  WaitingTasks,
} from '../../lambdas/core/order/ports.ts';
import { anOrder } from './factories.ts';

/** A record whose customer is asked about another price; answered where an answer is given. */
export const anAskedRecord = (answer?: QuestionAnswer): AskedRecord & { status: 'AwaitingCustomer' } => ({
  ...anOrder(),
  status: 'AwaitingCustomer',
  question: {
    kind: 'customer',
    id: 'ABCDEFGHJKMN',
    askedAt: '2025-11-03T12:47:45Z',
    until: '2025-11-05T12:47:45Z',
    proposal: {
      items: [{ product: 'Laptop', name: 'Laptop 14"', quantity: 1, unitPriceCents: 129_900 }],
      totalCents: 129_900,
      currency: 'EUR',
    },
    changes: [{ kind: 'price', seenTotalCents: 119_900, totalCents: 129_900 }],
    ...(answer && { answer }),
  },
});

/** A store of one question that keeps the real one's conditions. */
export const fakeQuestions = (record: OrderRecord, taskToken?: string) => {
  const state: AskedOrder = { record, ...(taskToken !== undefined && { taskToken }) };
  const questionNow = () => questionOf(state.record);
  const store: QuestionStore = {
    find: async (orderId) => (orderId === state.record.orderId ? { ...state } : undefined),
    ask: async (asked, token, seen) => {
      if (!isOpen(state.record.status) || questionNow()?.id !== seen?.id) return false;
      Object.assign(state, { record: asked, taskToken: token });
      return true;
    },
    replaceToken: async (_orderId, id, token) => {
      if (questionNow()?.id !== id) return false;
      state.taskToken = token;
      return true;
    },
    noteAnswer: async (_orderId, id, answer, actor) => {
      const question = questionNow();
      if (!question || question.id !== id || question.answer || !isOpen(state.record.status)) return false;
      state.record = { ...state.record, question: { ...question, answer } } as OrderRecord;
      state.answeredBy = actor;
      return true;
    },
  };
  return { ...store, state };
};

/** Tasks of which those with these tokens wait; what each was told is kept. */
export const fakeTasks = (...waiting: string[]) => {
  const told: [token: string, answer: TaskAnswer][] = [];
  const tasks: WaitingTasks = {
    answer: async (token, answer) => {
      if (!waiting.includes(token)) return 'gone';
      told.push([token, answer]);
      waiting.splice(waiting.indexOf(token), 1);
      return 'answered';
    },
  };
  return { ...tasks, told };
};

/** The cancellations of the one record that a state holds, with the real store's conditions; a record given `meanwhile` takes its
 * place just before the next note. */
export const fakeCancellations = (state: { record: OrderRecord }) => {
  let cancellations = 0;
  const store: Pick<OrderStore, 'get'> & CancelRequests & CancellationStore & { meanwhile?: OrderRecord } = {
    get: async (orderId) => (orderId === state.record.orderId ? state.record : undefined),
    noteRequest: async (_orderId, cancelRequested) => {
      if (store.meanwhile) state.record = store.meanwhile;
      if (state.record.status !== 'Processed' || state.record.cancelRequested) return false;
      state.record = { ...state.record, cancelRequested };
      return true;
    },
    recordCancellation: async (record, { by, at }) => {
      if (state.record.status !== record.status) return 'changed';
      const cancelled = decidedRecordSchema.parse({
        ...{ processedAt: at, ...record },
        ...{ status: 'Cancelled', cancelledAt: at, cancelledBy: by },
      });
      state.record = { ...cancelled };
      cancellations += 1;
      return cancelled;
    },
  };
  return Object.assign(store, { cancellations: () => cancellations });
};
