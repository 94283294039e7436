import { type AskedRecord, askedRecordSchema, questionOf } from '../contract/order.ts';
import { type Question, questionSchema } from '../contract/question.ts';
import { isOpen } from '../contract/status.ts';
import { TemporarilyUnavailable } from '../shared/temporarily-unavailable.ts';
import { type Clock, toTimestamp } from '../shared/timestamp.ts';
import { canonicalJson } from './canonical-json.ts';
import { taskAnswerOf } from './deliver-answer.ts';
import { OutcomeConflict } from './errors.ts';
import type { AskInput } from './messages.ts';
import { describeOutcomeOf } from './order-announcement.ts';
import { eventOf } from './order-event.ts';
import { type Sha256, shortHash } from './order-id.ts';
import type { AskedOrder, OrderEvents, QuestionStore, WaitingTasks } from './ports.ts';

/** What asking needs. */
interface AskDependencies {
  questions: QuestionStore;
  tasks: WaitingTasks;
  events: OrderEvents;
  sha256: Sha256;
  now: Clock;
}

/** What asking came to; `answered` where the very question had its answer, which was handed on. */
export type Asking = 'asked' | 'asked-again' | 'answered';

/** The question as the record holds it: with what the customer wrote where the catalogue knows no name. */
const toQuestion = ({ order }: AskInput, asked: Pick<Question, 'id' | 'askedAt' | 'until'>): Question => {
  const { question: raised, items } = order;
  if (raised.kind === 'review') return questionSchema.parse({ ...raised, ...asked });
  const changes = raised.changes.map((change) =>
    change.kind === 'gone' ? { ...change, name: change.name ?? items[change.line - 1]?.product } : change,
  );
  return questionSchema.parse({ ...raised, changes, ...asked });
};

/** Whether a record's question asks this very thing. */
const isAsked = (input: AskInput, seen: Question): boolean => {
  const { answer: _, ...question } = seen;
  const { id, askedAt, until } = question;
  return canonicalJson(toQuestion(input, { id, askedAt, until })) === canonicalJson(question);
};

const STATUS_OF = { customer: 'AwaitingCustomer', review: 'UnderReview' } as const;

/** Makes the use case "ask a person": the question is put on the order's record, with the token of the task that waits, and
 * announced, at least once. A repetition has a new token, which counts from then on; where the very question has been answered,
 * or the order was cancelled, the answer goes to that token at once. */
export const createAskPerson = ({ questions, tasks, events, sha256, now }: AskDependencies) => {
  const find = async (orderId: string): Promise<AskedOrder> => {
    const found = await questions.find(orderId);
    if (found && isOpen(found.record.status)) return found;
    throw new OutcomeConflict(`${orderId} cannot be asked about: it is ${found?.record.status ?? 'not recorded'}`);
  };

  const changed = (orderId: string): TemporarilyUnavailable =>
    new TemporarilyUnavailable(`the record of ${orderId} changes at this moment`);

  const put = async (record: AskedRecord, taskToken: string, seen: Question | undefined): Promise<void> => {
    if (!(await questions.ask(record, taskToken, seen))) throw changed(record.orderId);
    await events.publish(eventOf(record), describeOutcomeOf(record));
  };

  return async (input: AskInput): Promise<Asking> => {
    const { taskToken, withinSeconds, order } = input;
    const found = await find(order.orderId);
    const seen = questionOf(found.record);
    const isSame = seen !== undefined && isAsked(input, seen);
    // What was asked before something else is another question, with a mail of its own.
    const id = isSame ? seen.id : shortHash(sha256, canonicalJson([order.question, seen?.id ?? null]));
    // A cancellation holds for whatever would be asked now.
    if (seen?.answer && (isSame || seen.answer.kind === 'cancelled')) {
      if (!(await questions.replaceToken(order.orderId, seen.id, taskToken))) throw changed(order.orderId);
      await tasks.answer(taskToken, taskAnswerOf(seen, seen.answer, found.answeredBy));
      return 'answered';
    }
    const at = now();
    const askedAt = isSame ? seen.askedAt : toTimestamp(at);
    const until = toTimestamp(new Date(at.getTime() + withinSeconds * 1000));
    const question = toQuestion(input, { id, askedAt, until });
    const record = askedRecordSchema.parse({ ...found.record, question, status: STATUS_OF[question.kind] });
    await put(record, taskToken, seen);
    return isSame ? 'asked-again' : 'asked';
  };
};
