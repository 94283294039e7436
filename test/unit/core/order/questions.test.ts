import { describe, expect, it } from 'vitest';
import type { RaisedQuestion } from '../../../../lambdas/core/contract/question.ts';
import { createAnswerQuestion, createHandOnAnswer } from '../../../../lambdas/core/order/answer-question.ts';
import { createAskPerson } from '../../../../lambdas/core/order/ask-person.ts';
import { OutcomeConflict } from '../../../../lambdas/core/order/errors.ts';
import { anAskedRecord, fakeQuestions, fakeTasks } from '../../../helpers/decisions.ts';
import {
  anOrder,
  aProcessedRecord,
  aReceivedRecord,
  CUSTOMER_ID,
  fakeOrderEvents,
  fixedClock,
  sha256,
} from '../../../helpers/factories.ts';

const { id: _, askedAt: __, until: ___, ...raised } = anAskedRecord().question;
const inputOf = (taskToken: string, question: RaisedQuestion = raised as RaisedQuestion) => ({
  taskToken,
  withinSeconds: 172_800,
  order: { ...anOrder(), question },
});

const prepareAsking = (questions: ReturnType<typeof fakeQuestions>, ...waiting: string[]) => {
  const [events, tasks] = [fakeOrderEvents(), fakeTasks(...waiting)];
  const ask = createAskPerson({ questions, tasks, events, sha256, now: fixedClock() });
  return { ask, events, tasks, questions };
};

describe('asking a person', () => {
  it('puts the question on the record with its token, and announces it without either’s words', async () => {
    const { ask, events, questions } = prepareAsking(fakeQuestions(aReceivedRecord()));
    expect(await ask(inputOf('token 1'))).toBe('asked');
    expect(questions.state).toMatchObject({
      taskToken: 'token 1',
      record: {
        status: 'AwaitingCustomer',
        question: { askedAt: '2025-11-03T12:47:44Z', until: '2025-11-05T12:47:44Z' },
      },
    });
    const [published] = events.published;
    expect(published?.event).toMatchObject({ eventType: 'CustomerNeeded', status: 'AwaitingCustomer' });
    expect(JSON.stringify(published)).not.toMatch(/token 1|Laptop|John/);
  });

  it('again keeps the question and its id, and counts by the newest token', async () => {
    const { ask, questions, events } = prepareAsking(fakeQuestions(aReceivedRecord()));
    await ask(inputOf('token 1'));
    const first = questions.state.record;
    expect(await ask(inputOf('token 2'))).toBe('asked-again');
    expect(questions.state).toEqual({ record: first, taskToken: 'token 2' });
    expect(events.published).toHaveLength(2);
  });

  it('what was answered hands the answer on at once, and announces nothing', async () => {
    const { ask, questions, events, tasks } = prepareAsking(fakeQuestions(aReceivedRecord()), 'token 2');
    await ask(inputOf('token 1'));
    const { record } = questions.state;
    const id = 'question' in record ? String(record.question?.id) : '';
    await questions.noteAnswer(
      record.orderId,
      id,
      { kind: 'declined', at: '2025-11-03T13:00:00Z', by: 'customer' },
      'c',
    );
    expect(await ask(inputOf('token 2'))).toBe('answered');
    expect(tasks.told).toEqual([['token 2', expect.objectContaining({ error: 'OrderRejected' })]]);
    expect(events.published).toHaveLength(1);
  });

  it('something else replaces what was answered', async () => {
    const answer = { kind: 'accepted', at: '2025-11-03T13:00:00Z', by: 'customer' } as const;
    const { ask, questions } = prepareAsking(fakeQuestions(anAskedRecord(answer)));
    expect(await ask(inputOf('token 2', { kind: 'review', totalCents: 2, currency: 'EUR', limitCents: 1 }))).toBe(
      'asked',
    );
    expect(questions.state.record).toMatchObject({ status: 'UnderReview', question: { kind: 'review' } });
    expect(questions.state.record).not.toHaveProperty('question.answer');
  });

  it('the same after something else is another question, which no tab of before can answer', async () => {
    const { ask, questions, events } = prepareAsking(fakeQuestions(aReceivedRecord()), 'token 4');
    const [up, down] = [[100, 200] as const, [200, 100] as const].map(([seenTotalCents, totalCents]) => ({
      ...raised,
      changes: [{ kind: 'price', seenTotalCents, totalCents }],
    })) as [RaisedQuestion, RaisedQuestion];
    const ids: string[] = [];
    for (const [index, question] of [up, down, up, up].entries()) {
      expect(await ask(inputOf(`token ${index + 1}`, question))).toBe(index === 3 ? 'asked-again' : 'asked');
      const { record } = questions.state;
      const id = 'question' in record ? String(record.question?.id) : '';
      ids.push(id);
      const accepted = { kind: 'accepted', at: '2025-11-03T13:00:00Z', by: 'customer' } as const;
      if (index < 2) await questions.noteAnswer(record.orderId, id, accepted, 'c');
    }
    expect(new Set(ids).size).toBe(3);
    expect(ids[3]).toBe(ids[2]);
    expect(new Set(events.published.map(({ event }) => 'questionId' in event && event.questionId)).size).toBe(3);
  });

  it('a question that the version before asked is the same one', async () => {
    const { answer: _answer, ...before } = anAskedRecord().question;
    const { ask, questions } = prepareAsking(fakeQuestions({ ...anAskedRecord(), question: before }));
    expect(await ask(inputOf('token 2'))).toBe('asked-again');
    expect(questions.state.record).toMatchObject({ question: { id: before.id, askedAt: before.askedAt } });
  });

  it('something else ends at once where the order was cancelled meanwhile', async () => {
    const answer = { kind: 'cancelled', at: '2025-11-03T13:00:00Z', by: 'customer' } as const;
    const { ask, tasks, events } = prepareAsking(fakeQuestions(anAskedRecord(answer)), 'token 2');
    const other = inputOf('token 2', { kind: 'review', totalCents: 2, currency: 'EUR', limitCents: 1 });
    expect(await ask(other)).toBe('answered');
    expect(tasks.told).toEqual([['token 2', expect.objectContaining({ error: 'OrderCancelled' })]]);
    expect(events.published).toEqual([]);
  });

  it('names what the catalogue does not know as the customer wrote it', async () => {
    const { ask, questions } = prepareAsking(fakeQuestions(aReceivedRecord()));
    await ask(inputOf('token 1', { ...raised, changes: [{ kind: 'gone', line: 1 }] } as RaisedQuestion));
    expect(questions.state.record).toMatchObject({
      question: { changes: [{ kind: 'gone', line: 1, name: 'Laptop' }] },
    });
  });

  it('about an order that is decided is a conflict', async () => {
    const { ask } = prepareAsking(fakeQuestions(aProcessedRecord()));
    await expect(ask(inputOf('token 1'))).rejects.toBeInstanceOf(OutcomeConflict);
  });
});

const { orderId } = anOrder();
const accept = {
  actor: CUSTOMER_ID,
  questionId: 'ABCDEFGHJKMN',
  answer: { kind: 'accepted', by: 'customer' },
} as const;

const prepareAnswering = (questions = fakeQuestions(anAskedRecord(), 'token 1'), moment = '2025-11-03T13:00:00Z') => {
  const tasks = fakeTasks('token 1');
  return { answer: createAnswerQuestion({ questions, tasks, now: fixedClock(moment) }), tasks, questions };
};

describe('answering a question', () => {
  it('notes the answer and tells the task what is ordered now', async () => {
    const { answer, tasks } = prepareAnswering();
    expect(await answer(orderId, accept)).toEqual({
      orderId,
      status: 'AwaitingCustomer',
      questionId: 'ABCDEFGHJKMN',
      answer: { kind: 'accepted', by: 'customer', at: '2025-11-03T13:00:00Z' },
    });
    const output = { items: [{ product: 'Laptop', quantity: 1 }], expectedTotalCents: 129_900 };
    expect(tasks.told).toEqual([['token 1', { output }]]);
  });

  it('is accepted though no task waits: the workflow finds the answer by itself', async () => {
    const { answer, tasks, questions } = prepareAnswering(fakeQuestions(anAskedRecord(), 'a token of before'));
    expect(await answer(orderId, accept)).toMatchObject({ answer: { kind: 'accepted' } });
    expect(tasks.told).toEqual([]);
    expect(questions.state.record).toMatchObject({ question: { answer: { kind: 'accepted' } } });
  });

  it.each([
    ['of somebody else', { ...accept, actor: 'somebody' }, 'order-not-found'],
    ['to another question', { ...accept, questionId: '000000000000' }, 'question-changed'],
    ['of the other kind', { ...accept, answer: { kind: 'approved', by: 'support' } }, 'no-open-question'],
  ] as const)('%s is refused', async (_what, answering, refusal) => {
    const { answer, tasks } = prepareAnswering();
    expect(await answer(orderId, answering)).toBe(refusal);
    expect(tasks.told).toEqual([]);
  });

  it('is too late from the moment on that was told', async () => {
    const late = prepareAnswering(undefined, '2025-11-05T12:47:45Z');
    expect(await late.answer(orderId, accept)).toBe('question-expired');
    const inTime = prepareAnswering(undefined, '2025-11-05T12:47:44Z');
    expect(await inTime.answer(orderId, accept)).toMatchObject({ orderId });
  });

  it('otherwise than before is refused, and as before is told again', async () => {
    const { answer } = prepareAnswering();
    const first = await answer(orderId, accept);
    expect(await answer(orderId, { ...accept, answer: { kind: 'declined', by: 'customer' } })).toBe(
      'question-answered',
    );
    expect(await answer(orderId, accept)).toEqual(first);
  });
});

describe('handing an answer on', () => {
  const answer = { kind: 'accepted', at: '2025-11-03T13:00:00Z', by: 'customer' } as const;
  const { orderId, question } = anAskedRecord();
  const prepare = (record: Parameters<typeof fakeQuestions>[0], ...waiting: string[]) => {
    const [questions, tasks] = [fakeQuestions(record, 'token 1'), fakeTasks(...waiting)];
    return { handOn: createHandOnAnswer({ questions, tasks }), tasks };
  };

  it('tells the task that waits what was answered, whoever said it, and once where it is asked twice', async () => {
    const { handOn, tasks } = prepare(anAskedRecord(answer), 'token 1');
    const accepted = { orderId, status: 'AwaitingCustomer', questionId: question.id, answer };
    expect(await handOn(orderId, question.id)).toEqual(accepted);
    expect(await handOn(orderId.toLowerCase(), question.id)).toEqual(accepted);
    expect(tasks.told).toEqual([['token 1', { output: expect.objectContaining({ expectedTotalCents: 129_900 }) }]]);
  });

  it.each([
    ['there is no such order', anAskedRecord(answer), '5AAA-AAAA-AAAA-AAAA', question.id, 'order-not-found'],
    ['its id is none', anAskedRecord(answer), 'nonsense', question.id, 'order-not-found'],
    ['another question is open', anAskedRecord(answer), orderId, 'ZZZZZZZZZZZZ', 'question-changed'],
    ['nobody has answered', anAskedRecord(), orderId, question.id, 'question-changed'],
    ['it is decided', aProcessedRecord(), orderId, question.id, 'no-open-question'],
  ])('is refused where %s, and tells no task', async (_, record, id, questionId, refusal) => {
    const { handOn, tasks } = prepare(record, 'token 1');
    expect(await handOn(id, questionId)).toBe(refusal);
    expect(tasks.told).toEqual([]);
  });
});
