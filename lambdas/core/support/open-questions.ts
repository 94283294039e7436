import type { AttentionItem } from '../contract/attention.ts';
import { type Candidate, knownOf, MAX_ITEMS } from './attention-source.ts';
import type { OrderSearch } from './ports.ts';
import { bucketOf } from './search-index.ts';

/** Orders that wait for support's review, and those whose customer has to answer before a moment, or had to. */
export const findOpenQuestions = async (
  search: Pick<OrderSearch, 'inBucket' | 'records'>,
  before: string,
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
      if (question && !isWanted(question.until)) return [];
      const item: AttentionItem = {
        ...{ orderId, problem, since: question?.askedAt ?? position.split('#')[0] ?? position },
        ...(question && { until: question.until }),
        ...about,
      };
      return [{ id: orderId, problem, unlessFailed: ['OrderProcessing'] as const, make: () => item }];
    });
  };

  const [reviews, unanswered] = await Promise.all([
    inStatus('UnderReview', MAX_ITEMS + 1, () => true),
    inStatus('AwaitingCustomer', MOST_ASKED, (until) => until < before),
  ]);
  return [...reviews, ...unanswered];
};

/** The index is in the order of the orders, not of what their questions leave: the oldest ones are looked at, and run out first. */
const MOST_ASKED = 100;
