import type { AttentionItem, MailProblem, MailTroubles } from '../contract/attention.ts';
import { latestOccasionOf, stoodSinceOf } from '../contract/latest-mail.ts';
import { type Clock, toTimestamp } from '../shared/timestamp.ts';
import type { CountWaitingMails, Found, MailSearch, OrderSearch, TracedRecord, TroubledMail } from './ports.ts';
import { bucketOf, dayOf, type MailTrouble, SHARDS, troubleBucket, unmailedBucket } from './search-index.ts';

/** What finding mails with a trouble needs. */
export interface MailTroublesDependencies {
  search: OrderSearch;
  mails: MailSearch;
  waiting: CountWaitingMails;
  now: Clock;
}

/** A mail goes out within seconds; by then its sender was tried three times. */
const UNSENT_AFTER_MS = 10 * 60_000;

/** What did not reach its customer stays in the list as long as a dead letter would. */
const KEPT_FOR_MS = 14 * 86_400_000;

/** Of the orders of this time those are looked at whose mail nobody tried to send, while announcements wait. */
const LOOK_BACK_MS = 60 * 60_000;

const DECIDED = ['Processed', 'Rejected', 'Cancelled'] as const;
const ASKED = ['UnderReview', 'AwaitingCustomer'] as const;

const nameOf = ({ orderId, occasion }: { orderId: string; occasion: string }): string => `${orderId} ${occasion}`;

/** Whether the version before sent it. */
const isSentBefore = ({ status, confirmationSentAt, cancellationSentAt }: TracedRecord): boolean =>
  (status === 'Cancelled' ? cancellationSentAt : confirmationSentAt) !== undefined;

/** Makes the use cases around mails that need a person: those that were refused, bounced, rejected or taken for spam, of two
 * weeks; those that are still unsent ten minutes after the first attempt, or wait that long for one; at most `limit` of each. */
export const createMailTroubles = ({ search, mails, waiting, now }: MailTroublesDependencies, limit: number) => {
  const ago = (ms: number): string => toTimestamp(new Date(now().getTime() - ms));

  const troubled = async (trouble: MailTrouble, before?: string): Promise<TroubledMail[]> => {
    const range = { from: ago(KEPT_FOR_MS), before, limit };
    const lists = await Promise.all(SHARDS.map((shard) => mails.inTrouble(troubleBucket(trouble, shard), range)));
    return lists.flat().toSorted((a, b) => (a.since < b.since ? -1 : 1));
  };

  /** The version before noted on the record of an order that its mail can never be sent. */
  const refusedBefore = async (): Promise<TroubledMail[]> => {
    const range = { from: ago(KEPT_FOR_MS), limit, oldestFirst: true };
    const lists = await Promise.all(SHARDS.map((shard) => search.inBucket(unmailedBucket(shard), range)));
    const { records } = await search.records(lists.flat().map(({ orderId }) => orderId));
    return untried(
      records.flatMap((record) =>
        'confirmationRefusedAt' in record && record.confirmationRefusedAt !== undefined
          ? [{ record, since: record.confirmationRefusedAt, outcome: 'refused' as const }]
          : [],
      ),
    );
  };

  const untried = async (
    found: readonly { record: TracedRecord; since: string; outcome?: 'refused' }[],
  ): Promise<TroubledMail[]> => {
    const named = found.flatMap(({ record, ...rest }) => {
      const occasion = latestOccasionOf(record);
      return occasion === undefined ? [] : [{ orderId: record.orderId, occasion, ...rest }];
    });
    const tried = new Set((await mails.tried(named)).map(nameOf));
    return named.filter((mail) => !tried.has(nameOf(mail)));
  };

  /** Nobody claimed these: they can only be found by what they are about. The newest ones, as a queue that stands still holds
   * back all of them; none where no announcement waits. */
  const unclaimed = async (): Promise<TroubledMail[]> => {
    if ((await waiting()) === 0) return [];
    const [from, before] = [ago(LOOK_BACK_MS), ago(UNSENT_AFTER_MS)];
    const days = [...new Set([dayOf(from), dayOf(before)])];
    const buckets = [
      ...DECIDED.flatMap((status) => days.flatMap((day) => SHARDS.map((shard) => bucketOf(status, day, shard)))),
      ...ASKED,
    ];
    const lists = await Promise.all(buckets.map((bucket) => search.inBucket(bucket, { from, before, limit })));
    const newest = lists.flat().toSorted(byNewest).slice(0, limit);
    const { records } = await search.records(newest.map(({ orderId }) => orderId));
    return untried(
      records
        .filter((record) => !isSentBefore(record) && stoodSinceOf(record) < before)
        .map((record) => ({ record, since: stoodSinceOf(record) })),
    );
  };

  const itemsOf = async (
    problem: AttentionItem['problem'],
    found: readonly TroubledMail[],
  ): Promise<AttentionItem[]> => {
    const { records, unreadable } = await search.records(found.map(({ orderId }) => orderId));
    const byId = new Map(records.map((record) => [record.orderId, record]));
    return found.map(({ orderId, occasion, since, outcome }) => {
      const record = byId.get(orderId);
      return {
        orderId,
        problem,
        since,
        ...(unreadable.includes(orderId) && { unreadable: true as const }),
        ...(record && { orderStatus: record.status, customerName: record.customerName }),
        mail: { occasion, ...(outcome !== undefined && { outcome }) },
      };
    });
  };

  const listOf = async (problem: MailProblem): Promise<AttentionItem[]> => {
    const finds =
      problem === 'not-mailed'
        ? [troubled('Undelivered'), refusedBefore()]
        : [troubled('Unsent', ago(UNSENT_AFTER_MS)), unclaimed()];
    return itemsOf(problem, (await Promise.all(finds)).flat());
  };

  return {
    list: async (): Promise<AttentionItem[]> =>
      (await Promise.all([listOf('not-mailed'), listOf('mail-unsent')])).flat(),

    /** One kind of them by itself: all but one of as many as are asked for, and whether there are more. */
    page: async (problem: MailProblem): Promise<MailTroubles> => {
      const mails = (await listOf(problem)).toSorted((a, b) => (a.since < b.since ? -1 : 1));
      return { mails: mails.slice(0, limit - 1), more: mails.length >= limit };
    },

    /** Of these orders, those whose customers were sent how they stand. */
    told: async (records: readonly TracedRecord[]): Promise<ReadonlySet<string>> => {
      const before = records.filter(isSentBefore).map(({ orderId }) => orderId);
      const named = records.flatMap((record) => {
        const occasion = latestOccasionOf(record);
        return occasion === undefined ? [] : [{ orderId: record.orderId, occasion }];
      });
      const sent = (await mails.tried(named)).filter(({ sentAt }) => sentAt !== undefined);
      return new Set([...before, ...sent.map(({ orderId }) => orderId)]);
    },
  };
};

const byNewest = (a: Found, b: Found): number => (a.position < b.position ? 1 : -1);
