import { describe, expect, it } from 'vitest';
import type { OrderRecord } from '../../../../lambdas/core/contract/order.ts';
import type { QuestionAnswer } from '../../../../lambdas/core/contract/question.ts';
import { createAnswerQuestion } from '../../../../lambdas/core/order/answer-question.ts';
import { createCancelOrder } from '../../../../lambdas/core/order/cancel-order.ts';
import { OutcomeConflict } from '../../../../lambdas/core/order/errors.ts';
import { createRecordCancellation } from '../../../../lambdas/core/order/record-cancellation.ts';
import { TemporarilyUnavailable } from '../../../../lambdas/core/shared/temporarily-unavailable.ts';
import { anAskedRecord, fakeCancellations, fakeQuestions, fakeTasks } from '../../../helpers/decisions.ts';
import {
  anOrder,
  aProcessedRecord,
  aReceivedRecord,
  aRejectedRecord,
  CUSTOMER_ID,
  fakeWorkflow,
  fixedClock,
} from '../../../helpers/factories.ts';

const { orderId } = anOrder();
const byCustomer = { actor: CUSTOMER_ID, by: 'customer' } as const;
const bySupport = { actor: 'sue', by: 'support', reason: 'It is broken.' } as const;
const cancelledAnswer: QuestionAnswer = { kind: 'cancelled', at: '2025-11-03T12:50:00Z', by: 'customer' };

const cancelledRecord: OrderRecord = {
  ...aProcessedRecord(),
  ...{ status: 'Cancelled', cancelledAt: '2025-11-03T12:50:00Z', cancelledBy: 'customer' },
};

/** Cancelling, at a moment. */
const prepare = (record: OrderRecord, moment = '2025-11-03T13:47:44Z') => {
  const [questions, tasks, workflow] = [fakeQuestions(record, 'token'), fakeTasks('token'), fakeWorkflow()];
  const now = fixedClock(moment);
  const orders = fakeCancellations(questions.state);
  const answerQuestion = createAnswerQuestion({ questions, tasks, now });
  const cancel = createCancelOrder({ orders, workflow, answerQuestion, cancellationMinutes: 60, now });
  return { cancel, orders, tasks, workflow, state: questions.state };
};

describe('cancelling an order that was Processed', () => {
  it('notes the wish, and starts a workflow that is told no words of a person', async () => {
    const { cancel, workflow, state } = prepare(aProcessedRecord());
    expect(await cancel(orderId, { ...byCustomer, reason: 'Too dear.' })).toEqual({
      ...{ orderId, status: 'Processed', requestedAt: '2025-11-03T13:47:44Z', cancelledBy: 'customer' },
    });
    expect(state.record).toMatchObject({ cancelRequested: { by: 'customer', reason: 'Too dear.' } });
    expect(JSON.parse(workflow.executions.get(orderId)?.input ?? '')).toEqual({
      ...{ orderId, cancelledBy: 'customer', requestedAt: '2025-11-03T13:47:44Z' },
    });
  });

  it('twice at once is one wish, which both are told', async () => {
    const { cancel, workflow } = prepare(aProcessedRecord());
    const [first, second] = await Promise.all([cancel(orderId, byCustomer), cancel(orderId, bySupport)]);
    expect(second).toEqual(first);
    expect(workflow.executions.size).toBe(1);
    expect(workflow.calls).toEqual(['start', 'start']);
  });

  it('is refused from the minute on when the window is over, but not to support', async () => {
    const inTime = prepare(aProcessedRecord(), '2025-11-03T13:47:44.999Z');
    expect(await inTime.cancel(orderId, byCustomer)).toMatchObject({ cancelledBy: 'customer' });
    const late = prepare(aProcessedRecord(), '2025-11-03T13:47:45Z');
    expect(await late.cancel(orderId, byCustomer)).toBe('too-late');
    expect(late.workflow.calls).toEqual([]);
    expect(await late.cancel(orderId, bySupport)).toMatchObject({ cancelledBy: 'support' });
  });

  it('goes on where the wish was noted in time and its workflow could not be started then', async () => {
    const { cancel, workflow } = prepare(
      { ...aProcessedRecord(), cancelRequested: { by: 'customer', at: '2025-11-03T13:00:00Z' } },
      '2025-12-24T00:00:00Z',
    );
    expect(await cancel(orderId, byCustomer)).toMatchObject({ requestedAt: '2025-11-03T13:00:00Z' });
    expect(workflow.calls).toEqual(['start']);
  });

  it('that is carried out meanwhile tells what became of it', async () => {
    const { cancel, orders, workflow } = prepare(aProcessedRecord());
    orders.meanwhile = cancelledRecord;
    expect(await cancel(orderId, byCustomer)).toEqual({
      ...{ orderId, status: 'Cancelled', requestedAt: '2025-11-03T12:50:00Z', cancelledBy: 'customer' },
    });
    expect(workflow.calls).toEqual([]);
  });

  it('gives up where the record changes at each look', async () => {
    const { cancel, orders } = prepare(aProcessedRecord());
    orders.noteRequest = async () => false;
    await expect(cancel(orderId, byCustomer)).rejects.toBeInstanceOf(TemporarilyUnavailable);
  });
});

describe('cancelling an order that waits for an answer', () => {
  it('is the answer, and starts no workflow', async () => {
    const { cancel, tasks, workflow } = prepare(anAskedRecord());
    expect(await cancel(orderId, byCustomer)).toMatchObject({ status: 'AwaitingCustomer', cancelledBy: 'customer' });
    expect(tasks.told).toEqual([['token', { error: 'OrderCancelled', message: 'The order was cancelled.' }]]);
    expect(workflow.calls).toEqual([]);
  });

  it('again is told again, and after another answer is refused', async () => {
    const again = prepare(anAskedRecord(cancelledAnswer));
    expect(await again.cancel(orderId, byCustomer)).toMatchObject({ requestedAt: cancelledAnswer.at });
    const accepted = prepare(anAskedRecord({ ...cancelledAnswer, kind: 'accepted' }));
    expect(await accepted.cancel(orderId, byCustomer)).toBe('order-going-on');
    expect(accepted.tasks.told).toEqual([]);
  });
});

describe('an order that cannot be cancelled', () => {
  it.each([
    ['before it is decided or asked about', aReceivedRecord(), byCustomer, 'order-undecided'],
    ['once it is rejected', aRejectedRecord(), byCustomer, 'order-rejected'],
    ['by somebody else', aProcessedRecord(), { ...byCustomer, actor: 'somebody' }, 'order-not-found'],
  ] as const)('is refused %s', async (_, record, cancelling, refusal) => {
    const { cancel, workflow } = prepare(record);
    expect(await cancel(orderId, cancelling)).toBe(refusal);
    expect(workflow.calls).toEqual([]);
  });

  it('is not found under an id that is none', async () => {
    expect(await prepare(aProcessedRecord()).cancel('nonsense', bySupport)).toBe('order-not-found');
  });
});

describe('recording a cancellation', () => {
  const wished = { ...aProcessedRecord(), cancelRequested: { by: 'support', at: '2025-11-03T12:48:00Z' } } as const;
  const prepareRecording = (record: OrderRecord) => {
    const told: string[] = [];
    const orders = fakeCancellations({ record });
    const recordCancellation = createRecordCancellation(orders, fixedClock('2025-11-03T12:50:00Z'), (_, from) => {
      told.push(from);
    });
    return { recordCancellation, orders, told };
  };

  it('of a Processed order keeps what was sold and when it was decided', async () => {
    const { recordCancellation, told } = prepareRecording(wished);
    expect(await recordCancellation({ orderId })).toEqual({
      ...aProcessedRecord(),
      ...{ status: 'Cancelled', cancelledAt: '2025-11-03T12:50:00Z', cancelledBy: 'support' },
    });
    expect(told).toEqual(['Processed']);
  });

  it('of an open question needs that answer', async () => {
    const { recordCancellation, told } = prepareRecording(anAskedRecord(cancelledAnswer));
    expect(await recordCancellation({ orderId })).toMatchObject({
      ...{ status: 'Cancelled', processedAt: '2025-11-03T12:50:00Z', cancelledBy: 'customer' },
    });
    expect(told).toEqual(['AwaitingCustomer']);
  });

  it('again gives what is stored, and tells nobody', async () => {
    const { recordCancellation, orders, told } = prepareRecording(wished);
    const first = await recordCancellation({ orderId });
    expect(await recordCancellation({ orderId })).toEqual(first);
    expect([told, orders.cancellations()]).toEqual([['Processed'], 1]);
  });

  it('twice at once happens once: the other one looks again', async () => {
    const { recordCancellation, orders } = prepareRecording(wished);
    const both = await Promise.allSettled([recordCancellation({ orderId }), recordCancellation({ orderId })]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(both[1]).toMatchObject({ reason: expect.any(TemporarilyUnavailable) });
    expect(await recordCancellation({ orderId })).toMatchObject({ status: 'Cancelled' });
    expect(orders.cancellations()).toBe(1);
  });

  it.each([
    ['Processed, without a wish', aProcessedRecord()],
    ['waiting for another answer', anAskedRecord()],
    ['accepted meanwhile', anAskedRecord({ ...cancelledAnswer, kind: 'accepted' })],
    ['rejected', aRejectedRecord()],
    ['not there', aReceivedRecord({ orderId: '7K3M-9QXT-2V5H-A1BC' })],
  ])('is a conflict for an order that is %s', async (_, record) => {
    const { recordCancellation, orders } = prepareRecording(record);
    await expect(recordCancellation({ orderId })).rejects.toBeInstanceOf(OutcomeConflict);
    expect(orders.cancellations()).toBe(0);
  });
});
