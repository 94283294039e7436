import type { AttentionItem } from '../contract/attention.ts';
import { questionOf } from '../contract/order.ts';
import { isOpen } from '../contract/status.ts';
import { type Candidate, knownOf, MAX_ITEMS } from './attention-source.ts';
import type { OrderSearch, TracedRecord } from './ports.ts';
import { ANSWERED_BUCKET, bucketOf } from './search-index.ts';

/** Before which moments something of a question is wrong. */
interface QuestionLimits {
  /** A customer who has to answer before it may want to be called. */
  until: string;
  /** Whatever was answered before it ought to have reached its execution. */
  answeredAt: string;
}

const OF_PROCESSING = ['OrderProcessing'] as const;

/** An order whose answer is noted, and whose execution has not gone on by it. */
const answerWaits = (record: TracedRecord, answeredBefore: string): Candidate[] => {
  const { orderId, customerName, status: orderStatus } = record;
  const answer = questionOf(record)?.answer;
  if (!answer || answer.at > answeredBefore) return [];
  const item: AttentionItem = { orderId, problem: 'answer-waits', since: answer.at, orderStatus, customerName };
  return [{ id: orderId, problem: item.problem, unlessFailed: OF_PROCESSING, make: () => item }];
};

/** Orders that wait for support's review, those whose customer has to answer before a moment, or had to, and those whose answer reached no
 * execution. */
export const findOpenQuestions = async (
  search: Pick<OrderSearch, 'inBucket' | 'records'>,
  before: QuestionLimits,
): Promise<Candidate[]> => {
  const inStatus = async (
    status: 'UnderReview' | 'AwaitingCustomer',
    limit: number,
    isWanted: (until: string) => boolean,
  ): Promise<Candidate[]> => {
    const found = await search.inBucket(bucketOf(status, '', 0), { limit, oldestFirst: true });
    const known = knownOf(await search.records(found.map(({ orderId }) => orderId)));
    const problem = status === 'UnderReview' ? ('review' as const) : ('unanswered' as const);
    return found.flatMap(({ orderId, position }) => {
      const record = known.record(orderId);
      const about = known.about(orderId);
      // The index follows the record by a moment.
      if (record ? record.status !== status : about.unreadable !== true) return [];
      const question = record && 'question' in record ? record.question : undefined;
      // The version before left it there.
      if (record && question?.answer) return answerWaits(record, before.answeredAt);
      if (question && !isWanted(question.until)) return [];
      const item: AttentionItem = {
        ...{ orderId, problem, since: question?.askedAt ?? position.split('#')[0] ?? position },
        ...(question && { until: question.until }),
        ...about,
      };
      return [{ id: orderId, problem, unlessFailed: OF_PROCESSING, make: () => item }];
    });
  };

  const answered = async (): Promise<Candidate[]> => {
    const found = await search.inBucket(ANSWERED_BUCKET, { limit: MOST_ASKED, oldestFirst: true });
    const { records } = await search.records(found.map(({ orderId }) => orderId));
    return records.flatMap((record) => (isOpen(record.status) ? answerWaits(record, before.answeredAt) : []));
  };

  const [reviews, unanswered, waiting] = await Promise.all([
    inStatus('UnderReview', MAX_ITEMS + 1, () => true),
    inStatus('AwaitingCustomer', MOST_ASKED, (until) => until < before.until),
    answered(),
  ]);
  return [...waiting, ...reviews, ...unanswered];
};

/** The index is in the order of the orders, not of what their questions leave: the oldest ones are looked at, and run out first. */
const MOST_ASKED = 100;
